"""How a page tries an act: with what was sent, as this person, at the instant of the request; nothing typed is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm


@dataclass(slots=True)
class Tried:
    """One try of an act: what it returned, or why it was refused; wrong input stands in the form."""

    form: GzForm | None = None
    done: Any = None
    refused: Refused | None = None

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.form is not None and self.form.is_bound and self.form.errors else 200


def form_for(request: Entered, kind: type[GzForm], *, initial: dict[str, Any] | None = None, **options: Any) -> Any:
    """The form as sent, or with its first values."""
    if request.method == "POST":
        return kind(request.POST, request.FILES, **options)
    return kind(initial=initial, **options)


def given(form: GzForm) -> dict[str, Any]:
    """What a form says as an act takes it: without its key, the file as name and bytes."""
    found = {name: value for name, value in form.cleaned_data.items() if name not in ("idempotency_key", "file")}
    return found | paper(form.cleaned_data.get("file")) if "file" in form.fields else found


def paper(file: Any) -> dict[str, Any]:
    """The file that was sent along as acts take it; none is empty."""
    return {"file_name": file.name, "content": file.read()} if file else {"file_name": "", "content": b""}


def attempt(request: Entered, form: GzForm, act: Callable[..., Any], /, **asked: Any) -> Tried:
    """Tries the act with what the form says (`form.asked()` if it has one); on GET nothing is tried."""
    tried = Tried(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    said = form.asked() if hasattr(form, "asked") else given(form)
    try:
        tried.done = act(**said, **asked, by=request.person, at=request.at, idempotency_key=form.key)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def button(request: Entered, act: Callable[..., Any], /, **asked: Any) -> Tried:
    """Tries an act that asks nothing but a press; its refusal is shown on the page it came from."""
    tried = Tried()
    key = request.POST.get("idempotency_key") or None
    try:
        tried.done = act(**asked, by=request.person, at=request.at, idempotency_key=key)
    except Refused as error:
        tried.refused = error
    except BadInput as error:
        tried.refused = Refused(error.text)
    return tried

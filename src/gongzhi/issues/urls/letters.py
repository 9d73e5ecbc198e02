"""Letters, signals, replies to complaints, and the responsibility list."""

from django.urls import URLPattern, path

from gongzhi.issues.views import complaints, letters, matter_desk, matters, signals, taking_part

DESK = "desk/e/<slug:code>/"
LETTER = f"{DESK}official-letters/<int:letter_serial>/"
CHANGE = "desk/law/matters/<int:matter_change_id>/"
COMPLAINT = f"{DESK}issues/<slug:number>/complaint/"

urlpatterns: list[URLPattern] = [
    path("law/matters/", matters.matters, name="matters"),
    path("desk/law/matters/", matter_desk.desk, name="matter_desk"),
    path("desk/law/matters/new/", matter_desk.propose, name="change_matter"),
    path(CHANGE, matter_desk.one, name="one_matter_change"),
    path(f"{CHANGE}verdict/", matter_desk.settle, name="settle_matter_change"),
    path(f"{DESK}official-letters/", letters.letters, name="letters"),
    path(f"{DESK}official-letters/new/", letters.draft, name="draft_letter"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}edit/", letters.edit, name="edit_letter"),
    path(f"{LETTER}send/", letters.send, name="send_letter"),
    path(f"{LETTER}delivery/", letters.delivery, name="letter_delivery"),
    path(f"{LETTER}acknowledge/", letters.acknowledge, name="acknowledge_letter"),
    path(f"{LETTER}answer/", letters.answer, name="answer_letter"),
    path(f"{LETTER}reply/", letters.reply, name="record_answer"),
    path(f"{LETTER}withdraw/", letters.withdraw, name="withdraw_letter"),
    path(f"{LETTER}whistle/", letters.whistle, name="ask_whistle"),
    path(f"{LETTER}public/", letters.publish, name="publish_letter"),
    path(f"{LETTER}letter.pdf", letters.pdf, name="letter_pdf"),
    path(f"{LETTER}letter.docx", letters.docx, name="letter_docx"),
    path(f"{LETTER}files/<int:letter_file>/", letters.file, name="letter_file"),
    path("e/<slug:code>/official-letters/<int:letter_serial>/", taking_part.letter, name="public_letter"),
    path(f"{DESK}signals/", signals.signals, name="signals"),
    path(f"{DESK}signals/confirm/", signals.confirm, name="confirm_signal"),
    path(f"{DESK}signals/table/", signals.table, name="table_signal"),
    path(f"{DESK}signals/dismiss/", signals.dismiss, name="dismiss_signal"),
    path(COMPLAINT, complaints.complaint, name="answer_complaint"),
    path(f"{COMPLAINT}<int:reply_id>.pdf", complaints.reply, name="complaint_reply"),
    path("i/<slug:token>/reply/<int:reply_id>.pdf", complaints.own_reply, name="own_complaint_reply"),
]

"""Reads the owner columns of a row: names, documents and phones set against each other."""

from __future__ import annotations

from itertools import zip_longest

from gongzhi.documents.tables.problems import BLOCK, WARN
from gongzhi.documents.tables.sheets import Cell
from gongzhi.register.roster.cells import text_of
from gongzhi.register.roster.documents import (
    document_fault,
    fold_document,
    is_credit_code,
    is_sound_resident,
    lost_digits,
)
from gongzhi.register.roster.drafts import Tell
from gongzhi.register.roster.mapping import OwnerColumns, SheetMapping
from gongzhi.register.roster.owners import (
    COMPANY,
    NATURAL,
    OwnerRow,
    clean_name,
    is_company,
    is_nobody,
    phone_fault,
    split_documents,
    split_names,
    split_phones,
)

_CHECK_DOCUMENT = "对照证件原件改正；护照、通行证、军官证照原样填写即可"


class OwnerReader:
    """Reads the owners of rows under one mapping; `extra` holds what the last row had besides (second phones)."""

    def __init__(self, mapping: SheetMapping, tell: Tell) -> None:
        self.groups = mapping.owners
        self.tell = tell
        self.extra = ""
        self.names = [group.name for group in self.groups if group.name is not None]
        self.documents = [index for group in self.groups for index in group.documents]
        self.phones = [index for group in self.groups for index in group.phones]
        self.columns = [*self.names, *self.documents, *self.phones]
        self.name_column = self.names[0] if self.names else None
        self._simple = bool(len(self.names) == 1 and self.documents and self.phones)
        self._joined = len(self.names) > 1 and sum(1 for group in self.groups if group.documents) == 1

    def has_owner(self, row: list[Cell]) -> bool:
        """Whether the row names an owner or a document."""
        return any(row[index] != "" for index in self.names) or self.has_document(row)

    def has_document(self, row: list[Cell]) -> bool:
        """Whether the row holds a document number."""
        return any(row[index] != "" for index in self.documents)

    def read(self, at: int, row: list[Cell]) -> list[OwnerRow]:
        """The owners of a row at `at` (from 0); doubts are told."""
        self.extra = ""
        groups = self.groups
        if len(groups) == 1:
            return self._quick(row) or self._group(at, row, groups[0])
        if self._joined:
            return self._joined_groups(at, row)
        owners: list[OwnerRow] = []
        for group in groups:
            owners += self._group(at, row, group)
        return owners

    def _quick(self, row: list[Cell]) -> list[OwnerRow] | None:
        """Chinese names, as many valid resident IDs, mobile numbers: the common row, read without detours."""
        if not self._simple:
            return None
        name, document, phone = row[self.names[0]], row[self.documents[0]], row[self.phones[0]]
        if not (isinstance(name, str) and isinstance(document, str) and isinstance(phone, str)):
            return None
        if len(document) == 18:
            if _is_plain(name, document) and not phone_fault(phone):
                return [OwnerRow(name, document, phone)]
            return None
        names, documents, phones = name.split("、"), document.split("、"), phone.split("、")
        if len(names) != len(documents) or (len(phones) != 1 and len(phones) != len(names)):
            return None
        if not all(map(_is_plain, names, documents)) or any(map(phone_fault, phones)):
            return None
        return [OwnerRow(*three) for three in zip_longest(names, documents, phones, fillvalue="")]

    def _group(self, at: int, row: list[Cell], group: OwnerColumns) -> list[OwnerRow]:
        names = self._names(at, row, group.name)
        documents, document_column = self._documents(at, row, group.documents)
        phones, phone_column = self._phones(at, row, group.phones)
        if group.name is not None and len(names) > 1 == len(documents) and text_of(row[group.name]).split() == names:
            names = ["".join(names)]  # 欧阳 修文 with one document is one person
        return self._set_together(at, names, documents, phones, group.name, document_column, phone_column)

    def _joined_groups(self, at: int, row: list[Cell]) -> list[OwnerRow]:
        names = [name for index in self.names for name in self._names(at, row, index)]
        documents, document_column = self._documents(at, row, tuple(self.documents))
        phones: list[str] = []
        phone_column = None
        for group in self.groups:
            found, column = self._phones(at, row, group.phones)
            phones += found
            phone_column = phone_column if phone_column is not None else column
        return self._set_together(at, names, documents, phones, self.name_column, document_column, phone_column)

    def _names(self, at: int, row: list[Cell], column: int | None) -> list[str]:
        if column is None or row[column] == "":
            return []
        text = text_of(row[column])
        if text.startswith("="):
            self.tell(at, column, text, "单元格里是公式而不是姓名", "改为填写姓名本身", BLOCK)
            return []
        names: list[str] = []
        for part in split_names(text):
            name, fault = clean_name(part)
            if fault:
                self.tell(at, column, text, fault, "核对姓名与共有人，说明请写在备注", WARN)
            if name:
                names.append(name)
        return names

    def _documents(self, at: int, row: list[Cell], columns: tuple[int, ...]) -> tuple[list[str], int | None]:
        for column in columns:
            cell = row[column]
            if cell == "":
                continue
            if lost_digits(cell):
                self.tell(
                    at,
                    column,
                    cell,
                    "证件号码按数字保存，末几位已经丢失，不能用来辨认业主",
                    "把这一列设为文本后重新填写证件号码",
                    WARN,
                )
                continue
            documents = []
            for part in split_documents(text_of(cell)):
                if folded := fold_document(part):
                    if fault := document_fault(folded):
                        self.tell(at, column, part, fault, _CHECK_DOCUMENT, WARN)
                    documents.append(folded)
            if documents:
                return documents, column
        return [], columns[0] if columns else None

    def _phones(self, at: int, row: list[Cell], columns: tuple[int, ...]) -> tuple[list[str], int | None]:
        for column in columns:
            cell = row[column]
            if cell == "":
                continue
            phones = split_phones(text_of(cell))
            for phone in phones:
                if fault := phone_fault(phone):
                    self.tell(at, column, phone, fault, "改正电话；打不通的业主收不到验证码", WARN)
            if phones:
                return phones, column
        return [], columns[0] if columns else None

    def _set_together(
        self,
        at: int,
        names: list[str],
        documents: list[str],
        phones: list[str],
        name_column: int | None,
        document_column: int | None,
        phone_column: int | None,
    ) -> list[OwnerRow]:
        if len(names) == 1 and len(documents) <= 1 and len(phones) <= 1:
            name = names[0]
            document = documents[0] if documents else ""
            kind = COMPANY if is_company(name) or (document and is_credit_code(document)) else NATURAL
            return [OwnerRow(name, document, phones[0] if phones else "", kind)]
        if documents and len(documents) != len(names):
            self.tell(
                at,
                document_column,
                "、".join(documents),
                f"姓名有 {len(names)} 个，证件号码有 {len(documents)} 个，对应关系不清",
                "一个姓名对应一个证件号码，按相同次序填写",
                WARN,
            )
        if len(phones) > max(1, len(names), len(documents)):
            kept = max(1, len(names), len(documents)) if len(phones) == len(names) else 1
            self.extra = "另有电话 " + "、".join(phones[kept:])
            self.tell(
                at,
                phone_column,
                "、".join(phones),
                "电话多于业主，取第一个，其余记入备注",
                "写明哪个电话用于接收验证码",
                WARN,
            )
            phones = phones[:kept]
        owners = []
        for index, (name, document) in enumerate(zip_longest(names, documents, fillvalue="")):
            phone = phones[index] if index < len(phones) else ""
            kind = COMPANY if is_company(name) or (document and is_credit_code(document)) else NATURAL
            owners.append(OwnerRow(name, document, phone, kind))
        return owners


def _is_plain(name: str, document: str) -> bool:
    """A short Chinese name and a resident ID without fault."""
    return 1 < len(name) < 4 and name.isalpha() and is_sound_resident(document) and not is_nobody(name)

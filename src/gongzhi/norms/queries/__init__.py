"""Reading the rule base: what an estate adopted, what administrators changed, how the law is shown."""

from gongzhi.norms.queries.adopted import bylaws_of

__all__ = ["bylaws_of"]

"""Documents: every kind of YAML document as a model whose attributes are named as the keys are written.

Identifiers and references are :class:`diagnose.nodes.Scalar` (they keep their place), texts
:class:`diagnose.texts.Text`, durations seconds. Conditions and tables of values stay nodes for the compiler. Every
model has ``at``, the place of its mapping; an entry of a table has its key as ``id``.
"""

from diagnose.kb.documents.cases import CaseDocument, CasesDocument
from diagnose.kb.documents.model import DocumentPart
from diagnose.kb.documents.playbook import (
    ConclusionDocument,
    EscalateDocument,
    PlaybookDocument,
    RequiresDocument,
    StepDocument,
)
from diagnose.kb.documents.reading import KINDS, Document, read_document
from diagnose.kb.documents.settings import BoundsDocument, PricesDocument, SettingsDocument, ThresholdsDocument
from diagnose.kb.documents.support import (
    AgreementDocument,
    CalendarDocument,
    ChannelDocument,
    EntitlementDocument,
    LevelDocument,
    LineDocument,
    OptionDocument,
    PrioritiesDocument,
    SectorDocument,
    SupportDocument,
    VendorDocument,
)
from diagnose.kb.documents.vocabulary import (
    AttributeDocument,
    ChainDocument,
    CompleteForDocument,
    KindDocument,
    PlaceDocument,
    TaxonomiesDocument,
    VocabularyDocument,
)

__all__ = [
    "KINDS",
    "AgreementDocument",
    "AttributeDocument",
    "BoundsDocument",
    "CalendarDocument",
    "CaseDocument",
    "CasesDocument",
    "ChainDocument",
    "ChannelDocument",
    "CompleteForDocument",
    "ConclusionDocument",
    "Document",
    "DocumentPart",
    "EntitlementDocument",
    "EscalateDocument",
    "KindDocument",
    "LevelDocument",
    "LineDocument",
    "OptionDocument",
    "PlaceDocument",
    "PlaybookDocument",
    "PricesDocument",
    "PrioritiesDocument",
    "RequiresDocument",
    "SectorDocument",
    "SettingsDocument",
    "StepDocument",
    "SupportDocument",
    "TaxonomiesDocument",
    "ThresholdsDocument",
    "VendorDocument",
    "VocabularyDocument",
    "read_document",
]

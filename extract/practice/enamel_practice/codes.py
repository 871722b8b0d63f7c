"""The procedure codes the practice uses, described in our own words."""

from dataclasses import dataclass
from typing import NamedTuple


class Kind(NamedTuple):
    """One code: fee in cents, minutes in the chair, what part of the mouth it is for.

    `cover` is the benefit category; `area` follows procedurecode.TreatArea.
    """

    code: str
    text: str
    short: str
    cents: int
    minutes: int
    category: str
    cover: str
    area: int = 3
    hygiene: bool = False
    no_bill: bool = False
    base_units: int = 0
    specialist: bool = False


KINDS = (
    Kind("D0120", "Recall exam", "RecEx", 7000, 10, "proc_exam", "diag"),
    Kind("D0140", "Exam for one problem", "ProbEx", 10200, 20, "proc_exam", "diag"),
    Kind("D0150", "First full exam", "FullEx", 11800, 30, "proc_exam", "diag"),
    Kind("D0180", "Full gum exam", "GumEx", 13200, 30, "proc_exam", "diag"),
    Kind("D0210", "Whole set of films", "FMX", 17800, 20, "proc_film", "xray"),
    Kind("D0220", "First root film", "PA", 3800, 5, "proc_film", "xray", 2),
    Kind("D0230", "Further root film", "PA+", 3200, 5, "proc_film", "xray", 2),
    Kind("D0272", "Two bite films", "2BW", 5800, 5, "proc_film", "xray"),
    Kind("D0274", "Four bite films", "4BW", 8600, 10, "proc_film", "xray"),
    Kind("D0330", "Panorama film", "Pan", 15000, 10, "proc_film", "xray"),
    Kind("D1110", "Cleaning, adult", "Pro", 12500, 40, "proc_clean", "prev", 3, True),
    Kind("D1120", "Cleaning, child", "ChPro", 9100, 30, "proc_clean", "prev", 3, True),
    Kind("D1206", "Fluoride varnish", "Flo", 5400, 5, "proc_clean", "prev", 3, True),
    Kind("D1208", "Fluoride gel", "FloG", 4600, 5, "proc_clean", "prev", 3, True),
    Kind("D1351", "Sealant, one tooth", "Seal", 7400, 10, "proc_clean", "prev", 2, True),
    Kind("D2140", "Silver filling, one side", "A1", 18200, 30, "proc_fill", "basic", 1),
    Kind("D2330", "Front filling, one side", "FC1", 20600, 40, "proc_fill", "basic", 1),
    Kind("D2331", "Front filling, two sides", "FC2", 25300, 40, "proc_fill", "basic", 1),
    Kind("D2391", "Back filling, one side", "BC1", 22600, 40, "proc_fill", "basic", 1),
    Kind("D2392", "Back filling, two sides", "BC2", 29200, 50, "proc_fill", "basic", 1),
    Kind("D2393", "Back filling, three sides", "BC3", 35600, 60, "proc_fill", "basic", 1),
    Kind("D2740", "Crown, ceramic", "CerCr", 157200, 90, "proc_crown", "major", 2),
    Kind("D2750", "Crown, metal under ceramic", "PFM", 151800, 90, "proc_crown", "major", 2),
    Kind("D2950", "Build-up under a crown", "BU", 34200, 20, "proc_crown", "major", 2),
    Kind("D2920", "Crown glued again", "Recem", 14200, 20, "proc_crown", "basic", 2),
    Kind("D3310", "Root canal, front tooth", "RCTa", 102000, 70, "proc_root", "endo", 2,
         specialist=True),
    Kind("D3330", "Root canal, molar", "RCTm", 148800, 90, "proc_root", "endo", 2,
         specialist=True),
    Kind("D4341", "Deep cleaning, one quarter", "SRP", 32200, 30, "proc_gum", "perio", 4, True),
    Kind("D4342", "Deep cleaning, up to three teeth", "SRPp", 23000, 20, "proc_gum", "perio", 4,
         True),
    Kind("D4346", "Cleaning of inflamed gums", "GngCl", 16200, 40, "proc_gum", "prev", 3, True),
    Kind("D4355", "First rough cleaning", "Debr", 21400, 50, "proc_gum", "perio", 3, True),
    Kind("D4910", "Gum maintenance", "PMain", 17800, 50, "proc_gum", "perio", 3, True),
    Kind("D5110", "Full denture, upper", "FUD", 222000, 60, "proc_denture", "major", 6),
    Kind("D5213", "Part denture, upper", "PUD", 214800, 60, "proc_denture", "major", 6),
    Kind("D6010", "Implant, body", "Impl", 258000, 90, "proc_implant", "major", 2),
    Kind("D6058", "Implant, crown", "ImpCr", 194400, 60, "proc_implant", "major", 2),
    Kind("D7140", "Tooth removed", "Ext", 23800, 40, "proc_surgery", "surgery", 2),
    Kind("D7210", "Tooth removed, surgical", "SurgX", 37400, 50, "proc_surgery", "surgery", 2),
    Kind("D7240", "Tooth removed, under bone", "Impac", 58200, 60, "proc_surgery", "surgery", 2,
         specialist=True),
    Kind("D8080", "Braces, youth, whole course", "Ortho", 672000, 60, "proc_ortho", "ortho"),
    Kind("D9110", "Pain relieved", "Pall", 15000, 20, "proc_other", "basic"),
    Kind("D9223", "Deep sedation, per quarter hour", "Sedat", 20400, 20, "proc_other", "surgery",
         base_units=1),
    Kind("D9230", "Laughing gas", "N2O", 8200, 5, "proc_other", "none"),
    Kind("D9944", "Night guard", "NG", 65400, 30, "proc_other", "major", 6),
    Kind("D9972", "Whitening, one arch", "White", 36000, 60, "proc_cosmetic", "none", 6,
         no_bill=True),
    Kind("D9986", "Visit missed", "Missed", 0, 0, "proc_other", "none", 0, no_bill=True),
    Kind("D9987", "Visit cancelled", "Cancel", 0, 0, "proc_other", "none", 0, no_bill=True),
    Kind("Z9001", "Brush head, sold", "Brush", 1200, 0, "proc_cosmetic", "none", 0, no_bill=True),
    Kind("Z9002", "Tooth noted as worn", "Worn", 0, 0, "proc_other", "none", 2, no_bill=True),
    Kind("~GRP~", "Note on several procedures", "Group", 0, 0, "proc_other", "none", 0,
         no_bill=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Code:
    """A code as stored: its number in this practice and what it is."""

    num: int
    kind: Kind


CODES = {kind.code: Code(num, kind) for num, kind in enumerate(KINDS, start=1)}
CODE_NUMS = {name: code.num for name, code in CODES.items()}
COVER_SPANS = {
    "diag": ("D0100", "D0199"),
    "xray": ("D0200", "D0399"),
    "prev": ("D1000", "D1999"),
    "basic": ("D2000", "D2699"),
    "major": ("D2700", "D2999"),
    "endo": ("D3000", "D3999"),
    "perio": ("D4000", "D4999"),
    "surgery": ("D7000", "D7999"),
    "ortho": ("D8000", "D8999"),
}

from .outcomes.models import Outcome, OutcomeKind, Precision

__all__ = ["Outcome", "OutcomeKind", "Precision"]

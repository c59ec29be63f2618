from dure.core.precision import Precision

from .outcomes.models import Outcome, OutcomeKind

__all__ = ["Outcome", "OutcomeKind", "Precision"]

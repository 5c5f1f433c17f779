using RelayPlane.Dispatch.Judging;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>A call that can be sent. For one sending only: what it climbs is counted in it.</summary>
/// <param name="Choices">Whoever of the plan can be tried.</param>
/// <param name="Begins">Those that it may go to at first, in order.</param>
/// <param name="Climb">Null where there is no ladder.</param>
/// <param name="First">The call as it goes up to the first of them.</param>
internal sealed record Prepared(Call Call, Plan Plan, IReadOnlyList<Choice> Choices, IReadOnlyList<Choice> Begins, Climb? Climb, Outgoing First)
{
    /// <summary>Whether it begins where the plan has it begin, and not at a fallback for want of a key.</summary>
    public bool BeginsAsPlanned => Begins[0].Target == Plan.Targets[0];

    /// <summary>Whether it is this call with this plan still, and not as admission has changed them.</summary>
    public bool Is(Call call, Plan plan) => ReferenceEquals(call, Call) && ReferenceEquals(plan, Plan);
}

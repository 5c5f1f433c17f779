using RelayPlane.Catalog;
using RelayPlane.Dialects;
using RelayPlane.Dispatch;
using RelayPlane.Routing;

namespace RelayPlane.Gateway;

/// <summary>Plans a call, and sees to it that routing never makes one fail which would be answered without: where the model that routing has in mind cannot be asked, the call goes where it asked to.</summary>
internal static class Planning
{
    public static OrRefusal<Planned> Of(Call call, CallerNames caller, Runtime rooms)
    {
        if (!rooms.Router.Plan(call, caller).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        if (!plan.IsMoved || call.Endpoint.CountsTokens())
        {
            return new Planned(plan, null);
        }

        var why = "its provider has no key";
        if (rooms.Dispatcher.Prepare(call, plan).TryGet(out var prepared, out refusal))
        {
            if (prepared.BeginsAsPlanned)
            {
                return new Planned(plan, prepared);
            }
        }
        else if (refusal.Kind != RefusalKind.Authentication)
        {
            why = "it cannot take the call as it is";
        }

        return rooms.Router.Plan(call, caller, unmoved: $"not {plan.Targets[0].Model}: {why}").TryGet(out plan, out refusal) ? new Planned(plan, null) : refusal;
    }
}

/// <summary>A call with its plan.</summary>
/// <param name="Prepared">What sending the call takes, where that was found out already; null where it was not.</param>
internal sealed record Planned(Plan Plan, Prepared? Prepared);

using RelayPlane.Dialects;
using RelayPlane.Pacing;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>One call as it goes up to its targets, each made when it is needed, and always from the client's own body.</summary>
/// <param name="first">The one that was made before the call took its place in the queue.</param>
internal sealed class Encodings(Call call, Plan plan, (Target Target, string Key, Outgoing Made) first)
{
    private (Target Target, string Key, Outgoing Made) _last = first;

    public OrRefusal<Outgoing> For(Reservation turn)
    {
        var (target, key) = (turn.Choice.Target, turn.Key.Id);

        // Only what a call is translated to may depend on the key.
        if (_last.Target == target && (_last.Key == key || !_last.Made.Translated))
        {
            return _last.Made;
        }

        var made = OutgoingFor.Target(call, target, key, plan.TermsOf(target).AllowLoss);
        if (made.Value is { } outgoing)
        {
            _last = (target, key, outgoing);
        }

        return made;
    }
}

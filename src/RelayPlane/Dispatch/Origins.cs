using RelayPlane.Dialects.OpenAI;
using RelayPlane.Routing;
using RelayPlane.Upstream;

namespace RelayPlane.Dispatch;

/// <summary>Which key made what later calls refer to: the responses of OpenAI, and the encrypted reasoning of a thread. Kept in memory only, and of bounded size. Safe for threads.</summary>
/// <param name="most">So many are remembered; the oldest are forgotten first.</param>
internal sealed class Origins(int most = 10_000)
{
    private readonly Dictionary<string, string> _keys = [];
    private readonly Queue<string> _order = new();
    private readonly Lock _lock = new();

    /// <summary>The keys that may carry the call: only one where it refers to what an account holds. Where nobody knows whose that is, it is the first key's, so that it is always the same.</summary>
    /// <param name="keys">At least one, best first.</param>
    public IReadOnlyList<Credential> Of(Call call, IReadOnlyList<Credential> keys)
    {
        if (keys.Count == 1 || (call.Facts.StatefulId ?? call.Facts.ReasoningThread) is not { } id)
        {
            return keys;
        }

        if (KeyOf(id) is { } made)
        {
            foreach (var key in keys)
            {
                if (key.Id == made)
                {
                    return [key];
                }
            }
        }

        return call.Facts.StatefulId is null ? keys : [keys[0]];
    }

    /// <summary>Notes who answered, before the client knows of it: its next call may come at once.</summary>
    public void Answered(Call call, Outgoing sent, OpenReply reply, Credential key)
    {
        if (sent.Endpoint != Endpoint.Responses || sent.Translated || !reply.Coding.IsPlain)
        {
            return;
        }

        Remember(ResponseId.In(reply.Source.Held.Span, reply.IsEventStream), key);
        Remember(call.Facts.ReasoningThread, key);
    }

    private string? KeyOf(string id)
    {
        lock (_lock)
        {
            return _keys.GetValueOrDefault(id);
        }
    }

    private void Remember(string? id, Credential key)
    {
        if (id is null)
        {
            return;
        }

        lock (_lock)
        {
            if (_keys.TryAdd(id, key.Id))
            {
                _order.Enqueue(id);
            }
            else
            {
                _keys[id] = key.Id;
            }

            if (_order.Count > most)
            {
                _keys.Remove(_order.Dequeue());
            }
        }
    }
}

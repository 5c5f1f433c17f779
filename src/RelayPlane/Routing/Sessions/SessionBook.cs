namespace RelayPlane.Routing.Sessions;

/// <summary>Which model each conversation has, and what its prompt cache is worth there. Outlives a config; bounded; the longest unused are forgotten. Safe for threads.</summary>
internal sealed class SessionBook(int most = SessionBook.Usual)
{
    /// <summary>Conversations that are remembered at once: a few megabytes.</summary>
    public const int Usual = 10_000;

    private readonly Lock _changing = new();
    private readonly Dictionary<string, LinkedListNode<(string Conversation, SessionState State)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Conversation, SessionState State)> _byUse = [];

    public int Count
    {
        get
        {
            lock (_changing)
            {
                return _known.Count;
            }
        }
    }

    /// <summary>Null for a conversation that is not known, or no longer.</summary>
    public SessionState? Find(string conversation)
    {
        lock (_changing)
        {
            return _known.TryGetValue(conversation, out var node) ? node.Value.State : null;
        }
    }

    /// <summary>A call of it was answered.</summary>
    public void Answered(string conversation, SessionTurn turn)
    {
        lock (_changing)
        {
            if (turn.IsDetour && (turn.Begins || !_known.ContainsKey(conversation)))
            {
                // It has no model yet, and who stood in for one is not to be it.
                return;
            }

            _known.Remove(conversation, out var before);
            if (before is not null)
            {
                _byUse.Remove(before);
            }

            _known[conversation] = _byUse.AddLast((conversation, SessionState.After(turn.Begins ? null : before?.Value.State, turn)));
            if (_known.Count > most)
            {
                _known.Remove(_byUse.First!.Value.Conversation);
                _byUse.RemoveFirst();
            }
        }
    }

    /// <summary>Takes over what another knew of conversations that are not known here.</summary>
    public void Recall(SessionBook earlier)
    {
        lock (_changing)
        {
            for (var node = earlier._byUse.Last; node is not null && _known.Count < most; node = node.Previous)
            {
                if (!_known.ContainsKey(node.Value.Conversation))
                {
                    _known[node.Value.Conversation] = _byUse.AddFirst(node.Value);
                }
            }
        }
    }
}

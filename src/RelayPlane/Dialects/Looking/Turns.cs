namespace RelayPlane.Dialects.Looking;

/// <summary>Goes through a conversation in any client's format: who spoke how often, and where the first and the last word of a person are. Not safe to copy while it walks.</summary>
internal ref struct Turns(ReadOnlySpan<byte> conversation, bool talks)
{
    private readonly ReadOnlySpan<byte> _all = conversation;
    private ReadOnlySpan<byte> _instructions;
    private ReadOnlySpan<byte> _mixed;
    private ReadOnlySpan<byte> _fallback;
    private int _mixedAt = -1;
    private int _lastAt = -1;

    /// <summary>Turns of anybody but the instructions.</summary>
    public int Count { get; private set; }

    /// <summary>How often a person has spoken.</summary>
    public int Persons { get; private set; }

    /// <summary>Whether the last turn is the result of a tool, and no person's.</summary>
    public bool EndsInResult { get; private set; }

    /// <summary>What the first person's turn holds, as JSON.</summary>
    public ReadOnlySpan<byte> First { get; private set; }

    /// <summary>What the last person's turn holds, as JSON.</summary>
    public ReadOnlySpan<byte> Last { get; private set; }

    /// <summary>The system prompt, where it stands apart, else the conversation's first turn that instructs.</summary>
    public readonly ReadOnlySpan<byte> Instructions(ReadOnlySpan<byte> apart) => apart.IsEmpty ? _instructions : apart;

    public void Walk()
    {
        var open = FirstOf(_all);
        if (open < 0 || _all[open] is not ((byte)'[' or (byte)'{') || !talks)
        {
            Count = Persons = 1;
            First = Last = _all;
            return;
        }

        var at = _all[open] == '{' ? open : Next(open + 1);
        while (at >= 0 && at < _all.Length && _all[at] is (byte)'{' or (byte)'"')
        {
            var turn = TurnLook.At(_all[at..]);
            Take(turn);
            at = turn.Length <= 0 || _all[open] == '{' ? -1 : Next(at + turn.Length);
        }

        End();
    }

    private void Take(TurnLook turn)
    {
        if (turn.Who == Speaker.Instructs)
        {
            // As the models read it: what stands first, and whatever is said later is part of the talk.
            if (_instructions.IsEmpty)
            {
                _instructions = turn.Content;
            }

            return;
        }

        Count++;
        EndsInResult = turn.Who == Speaker.Tool || (turn.Who == Speaker.Person && EndsInResult);
        if (turn.Who == Speaker.Tool && turn.IsMixed)
        {
            _mixed = turn.Content;
            _mixedAt = Count;
        }
        else if (turn.Who == Speaker.Person)
        {
            TakePerson(turn.Content);
        }
    }

    private void TakePerson(ReadOnlySpan<byte> content)
    {
        if (!PersonText.Any(content))
        {
            _fallback = content;
            return;
        }

        Persons++;
        EndsInResult = false;
        Last = content;
        _lastAt = Count;
        if (First.IsEmpty)
        {
            First = content;
        }
    }

    /// <summary>A person may speak beside the results of tools. Old turns are not searched for it: the last one is.</summary>
    private void End()
    {
        if (_mixedAt > _lastAt && PersonText.Any(_mixed))
        {
            Persons++;
            Last = _mixed;
            EndsInResult &= _mixedAt != Count;
        }

        // Where a program alone has spoken, that is what was asked.
        Last = Last.IsEmpty ? _fallback : Last;
        First = First.IsEmpty ? Last : First;
    }

    private readonly int Next(int at)
    {
        while (at < _all.Length && _all[at] is (byte)' ' or (byte)',' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            at++;
        }

        return at;
    }

    private static int FirstOf(ReadOnlySpan<byte> json) => json.IndexOfAnyExcept(" \n\r\t"u8);
}

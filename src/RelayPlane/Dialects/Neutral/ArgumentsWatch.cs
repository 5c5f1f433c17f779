namespace RelayPlane.Dialects.Neutral;

/// <summary>Watches the arguments of one tool call as they stream: whether they are a whole JSON object by now, and whether their beginning is a mere placeholder.</summary>
internal sealed class ArgumentsWatch
{
    private int _depth;
    private bool _inText;
    private bool _escaped;
    private bool _begun;
    private bool _placeholder;

    /// <summary>Whether every bracket that was opened is closed again. Only a new call may take that for the end: more may follow (bug B13).</summary>
    public bool IsWhole => _begun && _depth == 0;

    /// <returns>What may go on now: some providers send <c>{}</c> first and the arguments after it, so a lone <c>{}</c> waits for what follows.</returns>
    public string Take(string piece)
    {
        if (!_begun && piece == "{}")
        {
            _placeholder = _begun = true;
            return string.Empty;
        }

        if (_placeholder && piece.Length > 0)
        {
            _placeholder = false;
            piece = piece.StartsWith('{') ? piece : "{}" + piece;
        }

        foreach (var one in piece)
        {
            Look(one);
        }

        return piece;
    }

    /// <summary>The call is over: what still waited.</summary>
    public string Rest()
    {
        var rest = _placeholder ? "{}" : string.Empty;
        _placeholder = false;
        return rest;
    }

    private void Look(char one)
    {
        if (_escaped)
        {
            _escaped = false;
        }
        else if (_inText)
        {
            (_escaped, _inText) = (one == '\\', one != '"');
        }
        else if (one == '"')
        {
            _inText = true;
        }
        else if (one is '{' or '[')
        {
            _depth++;
            _begun = true;
        }
        else if (one is '}' or ']')
        {
            _depth--;
        }
    }
}

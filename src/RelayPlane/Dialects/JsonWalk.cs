using System.Buffers;

namespace RelayPlane.Dialects;

/// <summary>
/// Walks the members of one JSON object, or the items of one array, and skips what is nested in them without reading it (see
/// <see cref="JsonSkip"/>). So one megabyte of prompt costs tens of microseconds, where a full tokenizer takes ten times that.
/// What is nested is not validated: it is the provider's business.
/// </summary>
internal ref struct JsonWalk
{
    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);
    private static readonly SearchValues<byte> NumberBytes = SearchValues.Create("0123456789+-.eE"u8);

    private readonly ReadOnlySpan<byte> _json;
    private readonly byte _close;
    private int _at;
    private bool _first = true;

    public JsonWalk(ReadOnlySpan<byte> json)
    {
        _json = json;
        _at = json.StartsWith("\uFEFF"u8) ? 3 : 0;
        SkipSpace();
        Open = _at < json.Length ? json[_at] : (byte)0;
        _close = Open switch { (byte)'{' => (byte)'}', (byte)'[' => (byte)']', _ => 0 };
        if (_close == 0)
        {
            Fault = json.Length == _at ? "there is nothing in it" : "it is not an object or an array";
            return;
        }

        Start = _at++;
    }

    /// <summary>The bracket that it starts with; 0 where nothing does.</summary>
    public readonly byte Open { get; }

    /// <summary>Where the opening bracket stands.</summary>
    public readonly int Start { get; }

    /// <summary>The current member's name, unescaped; empty for an item of an array.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Where the current value starts, also when it breaks off.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Where the current value ends.</summary>
    public int ValueEnd { get; private set; }

    /// <summary>What is wrong, as the end of a sentence; null while nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the closing bracket was reached with nothing but white space after it.</summary>
    public bool Finished { get; private set; }

    /// <summary>The byte offset that has been reached.</summary>
    public readonly int Position => _at;

    public readonly ReadOnlySpan<byte> Value => _json[ValueStart..ValueEnd];

    /// <summary>Moves to the next member; false at the end or at a fault.</summary>
    public bool Next()
    {
        if (Fault is not null || Finished)
        {
            return false;
        }

        SkipSpace();
        if (_at < _json.Length && _json[_at] == _close)
        {
            _at++;
            SkipSpace();
            Finished = _at == _json.Length;
            return !Finished && Fail("something follows its end");
        }

        if (!_first && !Take((byte)','))
        {
            return Fail("a ',' or the closing bracket is missing");
        }

        _first = false;
        SkipSpace();
        ValueStart = ValueEnd = _at;
        return (_close != '}' || ReadName()) && ReadValue();
    }

    private bool ReadName()
    {
        var start = _at;
        if (_at >= _json.Length || _json[_at] != '"' || !SkipEnclosed())
        {
            return Fail("a member name in quotes is missing");
        }

        Name = JsonText.Unescaped(_json[(start + 1)..(_at - 1)]);
        SkipSpace();
        if (!Take((byte)':'))
        {
            return Fail("a ':' is missing");
        }

        SkipSpace();
        return true;
    }

    private bool ReadValue()
    {
        ValueStart = ValueEnd = _at;
        if (_at >= _json.Length)
        {
            return Fail("it breaks off before a value");
        }

        var whole = _json[_at] switch
        {
            (byte)'"' or (byte)'{' or (byte)'[' => SkipEnclosed(),
            _ => SkipScalar(),
        };
        ValueEnd = _at;
        return whole || Fail(_at >= _json.Length ? "it breaks off inside a value" : "a value is not JSON");
    }

    /// <summary>A string, object or array. Most strings are short and hold no escaped quote: those need no masks.</summary>
    private bool SkipEnclosed()
    {
        if (_json[_at] == '"')
        {
            var near = _json.Slice(_at + 1, Math.Min(64, _json.Length - _at - 1));
            var quote = near.IndexOf((byte)'"');
            if (quote == 0 || (quote > 0 && near[quote - 1] != '\\'))
            {
                _at += quote + 2;
                return true;
            }
        }

        var end = JsonSkip.End(_json, _at);
        _at = end < 0 ? _json.Length : end;
        return end >= 0;
    }

    private bool SkipScalar()
    {
        var length = _json[_at..].IndexOfAny(ScalarEnd);
        var token = length < 0 ? _json[_at..] : _json.Slice(_at, length);
        if (length < 0)
        {
            _at = _json.Length;
            return false;
        }

        if (!(token.SequenceEqual("true"u8) || token.SequenceEqual("false"u8) || token.SequenceEqual("null"u8) || IsNumber(token)))
        {
            return false;
        }

        _at += length;
        return true;
    }

    private static bool IsNumber(ReadOnlySpan<byte> token) =>
        token.Length > 0 && (token[0] == '-' || char.IsAsciiDigit((char)token[0])) && !token.ContainsAnyExcept(NumberBytes);

    private bool Take(byte expected)
    {
        if (_at >= _json.Length || _json[_at] != expected)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _json.Length && (_json[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
        {
            _at++;
        }
    }

    private bool Fail(string fault)
    {
        Fault ??= fault;
        return false;
    }
}

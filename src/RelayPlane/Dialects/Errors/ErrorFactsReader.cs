using System.Buffers.Text;
using System.Text;

namespace RelayPlane.Dialects.Errors;

/// <summary>
/// Reads an error body: Anthropic, OpenAI and those like it, Google's <c>google.rpc.Status</c> also inside an array, Bedrock, and servers
/// that put a string, a number or an object where others have something else. A body that is cut off is read as far as it goes.
/// </summary>
internal sealed class ErrorFactsReader
{
    private const int LongestText = 16 << 10;
    private const int Deepest = 6;

    private readonly StringBuilder _terms;
    private readonly StringBuilder _text;
    private readonly StringBuilder _quotas;
    private readonly List<string> _sentences = [];
    private string? _code;
    private string? _type;
    private string? _param;
    private int? _status;
    private TimeSpan? _delay;
    private bool _error;

    private ErrorFactsReader(StringBuilder terms, StringBuilder text, StringBuilder quotas) => (_terms, _text, _quotas) = (terms, text, quotas);

    /// <param name="body">The body.</param>
    /// <param name="exception">The value of <c>x-amzn-errortype</c>, which stands in for a type in the body.</param>
    public static ErrorFacts Read(ReadOnlySpan<byte> body, string? exception)
    {
        var reader = new ErrorFactsReader(new StringBuilder(), new StringBuilder(), new StringBuilder());
        if (exception is not null)
        {
            reader.Exception(exception);
        }

        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        body = body.Trim(" \t\r\n"u8);
        var shape = body.IsEmpty ? BodyShape.Empty : body[0] switch { (byte)'{' or (byte)'[' => BodyShape.Json, (byte)'<' => BodyShape.Html, _ => BodyShape.Other };
        if (shape == BodyShape.Json)
        {
            reader.Root(body[0] == '[' ? JsonText.FirstItem(body) : body, 0);
        }
        else if (shape == BodyShape.Other && body.Length <= LongestText)
        {
            reader.Say(Encoding.UTF8.GetString(body));
        }

        return reader.Facts(shape, exception is not null);
    }

    private ErrorFacts Facts(BodyShape shape, bool exception) => new(
        shape,
        _error || exception || shape is BodyShape.Html or BodyShape.Other or BodyShape.Empty,
        _sentences.Count > 0 ? _sentences[0] : null,
        _terms.ToString(),
        _text.ToString(),
        _status,
        _delay,
        _quotas.ToString())
    {
        Sentences = _sentences,
        Name = _code ?? _type,
        Param = _param,
    };

    // The members of a root belong to the error only where there is no object "error" inside: a reply has a type and a status as well.
    private void Root(ReadOnlySpan<byte> json, int depth)
    {
        var error = JsonText.Member(json, "error"u8);
        var type = JsonText.OrNull(JsonText.Member(json, "type"u8));
        var response = JsonText.Member(json, "response"u8);
        if (error.IsEmpty && JsonText.IsObject(response) && depth == 0)
        {
            Root(response, depth + 1);
            return;
        }

        var empty = error.IsEmpty || error.SequenceEqual("null"u8) || error.SequenceEqual("false"u8) || error.SequenceEqual("\"\""u8);
        if (!empty && JsonText.IsObject(error))
        {
            _error = true;
            Members(error, depth + 1);
            return;
        }

        var isError = !empty || type?.EndsWith("error", StringComparison.Ordinal) == true || JsonText.Member(json, "object"u8).SequenceEqual("\"error\""u8);
        isError |= JsonText.Member(json, "choices"u8).IsEmpty && JsonText.Member(json, "content"u8).IsEmpty && JsonText.Member(json, "output"u8).IsEmpty
            && (!JsonText.Member(json, "message"u8).IsEmpty || !JsonText.Member(json, "Message"u8).IsEmpty || !JsonText.Member(json, "detail"u8).IsEmpty || !JsonText.Member(json, "errors"u8).IsEmpty || !JsonText.Member(json, "__type"u8).IsEmpty)
            && JsonText.Member(json, "usage"u8).IsEmpty && JsonText.Member(json, "done"u8).IsEmpty;
        _error |= isError;
        if (isError)
        {
            Members(json, depth);
        }
    }

    private void Members(ReadOnlySpan<byte> json, int depth)
    {
        if (depth > Deepest)
        {
            return;
        }

        var walk = new JsonWalk(json);
        while (walk.Next())
        {
            var value = walk.Value;
            switch (Encoding.UTF8.GetString(walk.Name))
            {
                case "code" or "error_code":
                    var code = Term(value);
                    _code ??= code;
                    break;
                case "type" or "status" or "reason" or "error_type":
                    var type = Term(value);
                    _type ??= type;
                    break;
                case "param":
                    _param ??= JsonText.OrNull(value);
                    break;
                case "loc":
                    _param ??= Place(value);
                    break;
                case "__type":
                    Exception(JsonText.OrNull(value) ?? "");
                    break;
                case "message" or "Message" or "error" or "detail" or "msg" or "raw":
                    Sentence(value, depth);
                    break;
                case "retryDelay":
                    _delay ??= JsonText.OrNull(value) is { } delay ? DurationText.Read(delay) : null;
                    break;
                case "quotaId" or "quotaMetric":
                    _quotas.Append((JsonText.OrNull(value) ?? "").ToLowerInvariant()).Append(' ');
                    break;
                case "flagged_input":
                    _terms.Append(" content_filter ");
                    break;
                case "" or "details" or "violations" or "metadata" or "innererror" or "errors":
                    Members(value, depth + 1);
                    break;
                default:
                    break;
            }
        }
    }

    // A message is a text, or an object or list that holds one (Mistral), or JSON of another provider within a text (OpenRouter's raw).
    private void Sentence(ReadOnlySpan<byte> value, int depth)
    {
        if (!JsonText.TryRead(value, out var text, LongestText))
        {
            Members(value, depth + 1);
            return;
        }

        if (text.AsSpan().TrimStart().StartsWith("{") && depth < Deepest)
        {
            Root(Encoding.UTF8.GetBytes(text.Trim()), depth + 1);
            return;
        }

        Say(text);
    }

    private void Say(string text)
    {
        if (text.Length > 0 && !_sentences.Contains(text))
        {
            _sentences.Add(text);
        }

        _text.Append(text.ToLowerInvariant()).Append('\n');
    }

    /// <returns>The term as the provider wrote it; null for a number, or a sentence in its place.</returns>
    private string? Term(ReadOnlySpan<byte> value)
    {
        if (JsonText.OrNull(value) is { } text)
        {
            // xAI puts a sentence there.
            var sentence = text.Contains(' ', StringComparison.Ordinal);
            if (sentence)
            {
                _text.Append(text.ToLowerInvariant()).Append('\n');
            }

            _terms.Append(' ').Append(text.ToLowerInvariant()).Append(' ');
            var number = int.TryParse(text, out var status);
            _status ??= number && status is >= 400 and < 600 ? status : null;
            return number || sentence ? null : text;
        }

        if (Utf8Parser.TryParse(value, out int code, out var used) && used == value.Length)
        {
            _status ??= code is >= 400 and < 600 ? code : null;
        }

        return null;
    }

    // ["body", "messages", 0] of a validator is messages.0.
    private static string? Place(ReadOnlySpan<byte> value)
    {
        var place = new StringBuilder();
        var walk = new JsonWalk(value);
        while (walk.Open == '[' && walk.Next() && place.Length < JsonText.Longest)
        {
            var step = JsonText.OrNull(walk.Value) ?? Encoding.UTF8.GetString(walk.Value);
            if (place.Length > 0 || step != "body")
            {
                place.Append(place.Length > 0 ? "." : string.Empty).Append(step);
            }
        }

        return place.Length > 0 ? place.ToString() : null;
    }

    // "com.amazonaws.bedrock#ThrottlingException:http://…" is a ThrottlingException.
    private void Exception(string text)
    {
        var end = text.IndexOf(':', StringComparison.Ordinal);
        var name = end < 0 ? text : text[..end];
        name = name[(name.LastIndexOf('#') + 1)..];
        _type ??= name.Length > 0 ? name : null;
        _terms.Append(' ').Append(name.ToLowerInvariant()).Append(' ');
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.Ollama;

/// <summary>One line of a streamed reply of <c>/api/chat</c>, or the whole of one that is not streamed: both have the same members. Its spans live as long as the line.</summary>
internal ref struct OllamaPart
{
    private long? _input;
    private long? _output;
    private ReadOnlySpan<byte> _made;

    public ReadOnlySpan<byte> Content { get; private set; }

    public ReadOnlySpan<byte> Thinking { get; private set; }

    /// <summary>An array; each call comes whole.</summary>
    public ReadOnlySpan<byte> Calls { get; private set; }

    public ReadOnlySpan<byte> Model { get; private set; }

    public ReadOnlySpan<byte> DoneReason { get; private set; }

    public ReadOnlySpan<byte> Error { get; private set; }

    /// <summary>Whether it is the last one.</summary>
    public bool Done { get; private set; }

    /// <summary>Whether it was a whole JSON object.</summary>
    public bool IsWhole { get; private set; }

    public readonly bool HasContent => JsonText.HasAny(Content) || JsonText.HasAny(Thinking) || JsonText.HasAny(Calls);

    /// <summary>Null where nothing was counted. A prompt that was cached whole is not counted by older servers.</summary>
    public readonly TokenUsage? Usage => _input is null && _output is null ? null : new TokenUsage(_input ?? 0, 0, 0, 0, _output ?? 0, 0);

    /// <summary>The counts as the provider gives them.</summary>
    public readonly string? RawUsage => (_input, _output) switch
    {
        (null, null) => null,
        ({ } input, null) => string.Create(CultureInfo.InvariantCulture, $$"""{"prompt_eval_count":{{input}}}"""),
        (null, { } output) => string.Create(CultureInfo.InvariantCulture, $$"""{"eval_count":{{output}}}"""),
        ({ } input, { } output) => string.Create(CultureInfo.InvariantCulture, $$"""{"prompt_eval_count":{{input}},"eval_count":{{output}}}"""),
    };

    public static OllamaPart Read(ReadOnlySpan<byte> json)
    {
        var part = new OllamaPart();
        var walk = new JsonWalk(json);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("message"u8))
            {
                part.Message(walk.Value);
            }
            else if (walk.Name.SequenceEqual("done"u8))
            {
                part.Done = walk.Value.SequenceEqual("true"u8);
            }
            else if (walk.Name.SequenceEqual("model"u8))
            {
                part.Model = walk.Value;
            }
            else if (walk.Name.SequenceEqual("created_at"u8))
            {
                part._made = walk.Value;
            }
            else if (walk.Name.SequenceEqual("done_reason"u8))
            {
                part.DoneReason = walk.Value;
            }
            else if (walk.Name.SequenceEqual("prompt_eval_count"u8))
            {
                part._input = UsageCount.Of(walk.Value);
            }
            else if (walk.Name.SequenceEqual("eval_count"u8))
            {
                part._output = UsageCount.Of(walk.Value);
            }
            else if (walk.Name.SequenceEqual("error"u8))
            {
                part.Error = walk.Value;
            }
        }

        part.IsWhole = walk.Finished;
        return part;
    }

    /// <summary>
    /// The id of a call: the server's own, which newer ones give, else one made of the time to the nanosecond, the call and its place, so that it is
    /// unique in a conversation and the same each time that the reply is read.
    /// </summary>
    public readonly string IdOf(ReadOnlySpan<byte> call, int index)
    {
        if (JsonText.OrNull(JsonText.Member(call, "id"u8)) is { } own)
        {
            return own;
        }

        var hash = new XxHash3();
        hash.Append(_made);
        hash.Append(call);
        hash.Append(Encoding.UTF8.GetBytes(index.ToString(CultureInfo.InvariantCulture)));
        return $"call_{hash.GetCurrentHashAsUInt64():x16}";
    }

    private void Message(ReadOnlySpan<byte> message)
    {
        var walk = new JsonWalk(message);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("content"u8))
            {
                Content = walk.Value;
            }
            else if (walk.Name.SequenceEqual("thinking"u8))
            {
                Thinking = walk.Value;
            }
            else if (walk.Name.SequenceEqual("tool_calls"u8))
            {
                Calls = walk.Value;
            }
        }
    }
}

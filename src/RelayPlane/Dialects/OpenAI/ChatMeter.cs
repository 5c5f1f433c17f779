using System.Text;
using RelayPlane.Metering;

namespace RelayPlane.Dialects.OpenAI;

/// <summary>Reads a stream of Chat Completions or Completions. Once it has seen content, it looks only into chunks that end or report something.</summary>
internal sealed class ChatMeter : EventMeter
{
    private TokenUsage? _usage;
    private string? _raw;
    private string? _model;
    private string? _error;
    private bool _content;
    private bool _ended;
    private bool _done;

    public override bool HasEnded => _done;

    protected override void Take(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        if (data.SequenceEqual("[DONE]"u8))
        {
            _ended = _done = true;
        }
        else if (_model is null || !_content || Says(data, "\"usage\""u8) || Says(data, "\"finish_reason\""u8) || Says(data, "\"error\""u8))
        {
            Look(data);
        }
    }

    protected override Reading Result() => new(_usage, _raw, _model, _ended && _error is null, _content, _error);

    /// <summary>Whether a member of that name, at any depth, has a value other than null.</summary>
    private static bool Says(ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        while (true)
        {
            var at = data.IndexOf(name);
            if (at < 0)
            {
                return false;
            }

            data = data[(at + name.Length)..];
            if (!data.TrimStart(" :\t"u8).StartsWith("null"u8))
            {
                return true;
            }
        }
    }

    private void Look(ReadOnlySpan<byte> data)
    {
        var walk = new JsonWalk(data);
        while (walk.Open == '{' && walk.Next())
        {
            if (walk.Name.SequenceEqual("usage"u8))
            {
                TakeUsage(walk.Value);
            }
            else if (walk.Name.SequenceEqual("x_groq"u8))
            {
                TakeUsage(JsonText.Member(walk.Value, "usage"u8));
            }
            else if (walk.Name.SequenceEqual("model"u8))
            {
                _model ??= JsonText.OrNull(walk.Value);
            }
            else if (walk.Name.SequenceEqual("choices"u8))
            {
                var choices = Choices.Read(walk.Value);
                _content |= choices.HasContent;
                _ended |= choices.Finished;
            }
            else if (walk.Name.SequenceEqual("error"u8))
            {
                _error = ErrorText.Of(walk.Value) ?? _error;
            }
        }
    }

    private void TakeUsage(ReadOnlySpan<byte> usage)
    {
        if (JsonText.IsObject(usage) && OpenAIUsage.Read(usage) is { } read)
        {
            _usage = read;
            _raw = Encoding.UTF8.GetString(usage);
        }
    }
}

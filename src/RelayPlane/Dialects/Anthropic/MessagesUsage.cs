using RelayPlane.Metering;

namespace RelayPlane.Dialects.Anthropic;

/// <summary>
/// The counts of a Messages reply. In a stream they are cumulative: what comes later overwrites, and nothing is added. <c>input_tokens</c> excludes
/// the cache; <c>cache_creation_input_tokens</c> is the sum of the 5-minute and 1-hour writes, and counts as 5-minute where it is not split. A compaction
/// is paid for beside them.
/// </summary>
internal struct MessagesUsage
{
    private long? _input;
    private long? _read;
    private long? _written;
    private long? _written5m;
    private long? _written1h;
    private long? _output;
    private long? _thinking;
    private long? _searches;
    private TokenUsage _compaction;
    private ServedAs _served;

    /// <summary>How the reply says that it was served.</summary>
    public readonly RateModifiers Modifiers => _served.Modifiers;

    public void Overwrite(ReadOnlySpan<byte> usage)
    {
        var walk = new JsonWalk(usage);
        while (walk.Open == '{' && walk.Next())
        {
            switch (walk.Name.Length)
            {
                case 12 when walk.Name.SequenceEqual("input_tokens"u8):
                    _input = UsageCount.Of(walk.Value) ?? _input;
                    break;
                case 13 when walk.Name.SequenceEqual("output_tokens"u8):
                    _output = UsageCount.Of(walk.Value) ?? _output;
                    break;
                case 23 when walk.Name.SequenceEqual("cache_read_input_tokens"u8):
                    _read = UsageCount.Of(walk.Value) ?? _read;
                    break;
                case 27 when walk.Name.SequenceEqual("cache_creation_input_tokens"u8):
                    _written = UsageCount.Of(walk.Value) ?? _written;
                    break;
                case 14 when walk.Name.SequenceEqual("cache_creation"u8):
                    _written5m = UsageCount.In(walk.Value, "ephemeral_5m_input_tokens"u8) ?? _written5m;
                    _written1h = UsageCount.In(walk.Value, "ephemeral_1h_input_tokens"u8) ?? _written1h;
                    break;
                case 21 when walk.Name.SequenceEqual("output_tokens_details"u8):
                    _thinking = UsageCount.In(walk.Value, "thinking_tokens"u8) ?? _thinking;
                    break;
                case 15 when walk.Name.SequenceEqual("server_tool_use"u8):
                    _searches = UsageCount.In(walk.Value, "web_search_requests"u8) ?? _searches;
                    break;
                case 10 when walk.Name.SequenceEqual("iterations"u8):
                    _compaction = MessagesCompaction.Read(walk.Value);
                    break;
                default:
                    _served.Take(walk.Name, walk.Value);
                    break;
            }
        }
    }

    /// <summary>Takes note of a member beside the usage that tells how the reply was served.</summary>
    public void TakeBeside(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value) => _served.Take(name, value);

    public readonly TokenUsage? ToTokens()
    {
        if (_input is null && _output is null)
        {
            return null;
        }

        var written = _written ?? ((_written5m ?? 0) + (_written1h ?? 0));
        var written1h = Math.Min(_written1h ?? 0, written);
        var output = _output ?? 0;
        return new TokenUsage(
            (_input ?? 0) + _compaction.Input,
            (_read ?? 0) + _compaction.CacheRead,
            written - written1h + _compaction.CacheWrite5m,
            written1h + _compaction.CacheWrite1h,
            output + _compaction.Output,
            Math.Min(_thinking ?? 0, output)) { WebSearches = _searches ?? 0 };
    }
}

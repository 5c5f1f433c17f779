using RelayPlane.Dashboard.Calls;
using RelayPlane.Tests.Ledger;
using RelayPlane.Tests.Ledger.Decisions;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Calls;

public sealed class CallAnswerTests
{
    private const string Attempt =
        """{"number":1,"at":"2026-11-24T12:00:00Z","start_ms":null,"connect_ms":null,"provider":"anthropic","model":"claude-haiku-4-5","model_returned":null,"key":null,"verdict":"answered","status":200,"request_id":null,"first_byte_ms":null,"total_ms":700,"partial":false,"error":null,"escalated":null,"usage":{"input_tokens":100,"cache_read_tokens":20,"cache_write_5m_tokens":3,"cache_write_1h_tokens":4,"output_tokens":50,"reasoning_tokens":10,"input_audio_tokens":0,"cache_read_audio_tokens":0,"output_audio_tokens":0,"web_searches":0},"raw_usage":null,"price_status":"priced","cost_usd":0.000000177,"cost_nano":177,"price_provider":"anthropic","price_model":"claude-haiku-4-5","basis":{"input":1}""";

    private const string Call =
        """{"id":"a","at":"2026-11-24T12:00:00Z","api":"anthropic","endpoint":"messages","method":"POST","path":"/v1/messages","stream":false,"client":null,"agent":null,"parent_agent":null,"session":null,"tags":"{torn","model_requested":null,"model":"claude-haiku-4-5","provider":"anthropic","plan":null,"route":null,"reason":null,"status":200,"outcome":"answered","error":null,"queue_ms":0,"waited_for":null,"first_byte_ms":null,"total_ms":800,"bytes_in":0,"bytes_out":0,"dropped":null,"budget":null,"decision":null,"cost_usd":0.000000177,"cost_nano":177,"unpriced":0,"estimated":false,"attempts":[""";

    [Fact]
    public void Its_keys_stand_in_their_order_and_what_is_unknown_is_null() =>
        Assert.Equal($"{Call}{Attempt}}}]}}", CallAnswer.Of(Entries.Call("a", Entries.Attempt()) with { Tags = "{torn" }).Write(explained: false));

    [Fact]
    public void What_routing_thought_of_it_stands_with_its_label() => Assert.Contains(
        """
        "decision":{"tier":"simple","acted":true,"chosen":"anthropic/claude-haiku-4-5","asked":"anthropic/claude-opus-4-6","reason":"complexity:simple","kept":"the session\u0027s cache","classifier":"2026-11-20","q_simple":0.91,"q_moderate":0.955,"q_complex":0.9721,"rules":"moderate","messages":7,"tools":4,"images":true,"mid_task":true,"housekeeping":"summary","label":true}
        """.Trim(),
        CallAnswer.Of(DecidedEntries.Call("a"), label: true).Write(explained: false), StringComparison.Ordinal);

    [Fact]
    public void Explained_it_has_the_arithmetic_too_or_null_where_there_is_none() =>
        Assert.Equal($"{Call}{Attempt},\"arithmetic\":null}}]}}", CallAnswer.Of(Entries.Call("a", Entries.Attempt()) with { Tags = "{torn" }).Write(explained: true));
}

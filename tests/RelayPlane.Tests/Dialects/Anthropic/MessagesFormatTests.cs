using System.Text;
using CsCheck;
using RelayPlane.Catalog;
using RelayPlane.Dialects.Anthropic;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Anthropic;

public sealed class MessagesFormatTests
{
    private const string Streamed = """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","model":"claude-x","content":[],"usage":{"input_tokens":0,"cache_creation_input_tokens":12304,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"grübel 🤔"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: ping
        data: {"type":"ping"}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{"whole":true}}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":77,"output_tokens":550}}

        event: message_stop
        data: {"type":"message_stop"}


        """;

    [Fact]
    [Trait("bug", "B44")]
    [Trait("bug", "B45")]
    [Trait("bug", "B46")]
    public void A_stream_counts_its_last_usage_with_cache_writes_apart()
    {
        var (reply, _) = Gathering.Reply(Speech.Ordered(Encoding.UTF8.GetBytes(Streamed)));
        Assert.Equal(new TokenUsage(77, 0, 12304, 0, 550, 0), reply!.Usage);
        Assert.Equal(12381, reply.Usage!.Value.TotalInput);
    }

    [Fact]
    public void A_stream_has_its_thoughts_with_state_and_its_calls_with_arguments()
    {
        var (reply, _) = Gathering.Reply(Speech.Ordered(Encoding.UTF8.GetBytes(Streamed)));
        var thought = Assert.IsType<ThinkingBlock>(reply!.Blocks[0]);
        Assert.Equal(("grübel 🤔", new OpaqueState(WireFormat.Messages, "sig", "anthropic", "key1")), (thought.Text, thought.State));
        Assert.Equal("""{"whole":true}""", Assert.IsType<ToolCallBlock>(reply.Blocks[1]).Arguments);
        Assert.Equal(StopKind.ToolUse, reply.Stop.Kind);
    }

    [Fact]
    public void A_stream_is_the_same_however_it_is_cut() => Pieces.Sizes.Sample(
        sizes =>
        {
            var reader = new MessagesTarget().Reader(Speech.To());
            var events = new List<ReplyEvent>();
            foreach (var piece in Pieces.Of(Encoding.UTF8.GetBytes(Streamed), sizes))
            {
                reader.Read(piece.Span, events);
            }

            reader.End(events);
            Assert.Equal(Speech.Stream(Speech.Ordered(Encoding.UTF8.GetBytes(Streamed))), Speech.Stream(Speech.Ordered(events)));
        },
        iter: 300);

    [Fact]
    [Trait("bug", "B23")]
    public void A_second_reply_within_the_first_fails_the_stream()
    {
        var spliced = Streamed.Split("\n\n")[0] + "\n\n" + Streamed.Replace("msg_1", "msg_2", StringComparison.Ordinal);
        Assert.IsType<Failed>(Speech.Ordered(Encoding.UTF8.GetBytes(spliced))[^1]);
        var twice = Streamed.Split("\n\n")[0] + "\n\n" + Streamed;
        Assert.IsType<Ended>(Speech.Ordered(Encoding.UTF8.GetBytes(twice))[^1]);
    }

    [Fact]
    [Trait("bug", "B16")]
    public void A_stream_that_breaks_off_fails()
    {
        var cut = Streamed[..Streamed.IndexOf("event: message_delta", StringComparison.Ordinal)];
        Assert.IsType<Failed>(Speech.Ordered(Encoding.UTF8.GetBytes(cut))[^1]);
    }

    [Fact]
    public void An_error_event_says_what_the_provider_said()
    {
        var failed = Assert.IsType<Failed>(Speech.Ordered("event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n"u8)[^1]);
        Assert.Equal((ErrorKind.Overloaded, "Overloaded"), (failed.Error.Kind, failed.Error.Message));
    }

    [Fact]
    public void What_a_server_tool_does_stays_whole_and_its_pieces_go_to_nobody()
    {
        var events = Speech.Ordered("""
            data: {"type":"message_start","message":{"id":"m","model":"x","usage":{"input_tokens":1,"output_tokens":1}}}

            data: {"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            data: {"type":"content_block_stop","index":0}

            data: {"type":"message_delta","delta":{"stop_reason":"pause_turn"},"usage":{"output_tokens":2}}


            """u8);
        Assert.DoesNotContain(events, one => one is Delta);
        Assert.Equal(StopKind.Pause, Assert.IsType<Ended>(events[^1]).Stop.Kind);
    }

    [Fact]
    public void State_that_only_Anthropic_holds_is_refused_elsewhere_and_hints_are_dropped_aloud()
    {
        var request = Speech.Read(Speech.Parse("""
            {"model":"m","max_tokens":9,"messages":[{"role":"user","content":"q"}],"container":"c1","context_management":{"edits":[]},"metadata":{"user_id":"u"},
             "thinking":{"type":"adaptive","display":"omitted","block_binding":{}},"output_config":{"effort":"xhigh","task_budget":{"total":1}},"stream":true,"service_tier":"auto"}
            """));
        var losses = new Losses(WireFormat.Messages, allowed: true);
        losses.Take(request.Rest, Speech.To());
        Assert.Equal("container", losses.Refusal?.Param);
        Assert.Equal(["context_management", "output_config.task_budget", "thinking.block_binding"], losses.Dropped);
        Assert.Equal(new ReasoningAsk(Effort.XHigh, null, true, false), request.Reasoning);
        Assert.Equal(("u", true, "auto"), (request.EndUser, request.Stream, request.ServiceTier));
    }

    [Fact]
    public void A_result_knows_the_name_of_its_tool()
    {
        var request = Speech.Read(Speech.Parse("""
            {"model":"m","max_tokens":9,"system":"s","tools":[{"name":"f","input_schema":{"type":"object"}},{"type":"web_search_20250305","name":"web_search","max_uses":2},{"type":"bash_20250124","name":"bash"}],
             "tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},
             "messages":[{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":{"a" : 1.0}}]},
               {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","is_error":true,"content":[{"type":"text","text":"r","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]}]}
            """));
        var result = Assert.IsType<ToolResultBlock>(request.Turns[2].Blocks[0]);
        Assert.Equal(("f", true), (result.Name, result.IsError));
        Assert.Equal(new CacheMark(true), result.Content[0].Cache);
        Assert.Equal("""{"a":1.0}""", Assert.IsType<ToolCallBlock>(request.Turns[1].Blocks[0]).Arguments);
        Assert.Equal([HostedTool.None, HostedTool.WebSearch, HostedTool.Other], request.Tools.Select(tool => tool.Hosted));
        Assert.Equal((ToolChoiceMode.Named, false), (request.ToolChoice!.Mode, request.ParallelTools));
    }

    [Theory]
    [InlineData("""{"model":"m"}""", "messages")]
    [InlineData("""{"model":"m","messages":[{"role":"tool","content":"x"}]}""", "messages[0].role")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":7}]}""", "messages[0].content")]
    public void A_request_that_is_none_is_refused_by_name(string body, string param)
    {
        Assert.False(new MessagesFormat().ReadRequest(Speech.Parse(body), new RequestHead(null, false)).TryGet(out _, out var refusal));
        Assert.Equal(param, refusal!.Param);
    }

    [Fact]
    public void A_refusal_says_why()
    {
        var written = Speech.Json(json => new MessagesFormat().WriteReply(json, new NeutralReply(null, null, [new RefusalBlock("No.")], new Stop(StopKind.Refusal, Detail: "policy"), null), Speech.Context));
        Assert.Equal(("msg_call1", "asked-model", "refusal", "policy"), (written.Text("id"), written.Text("model"), written.Text("stop_reason"), written.GetProperty("stop_details").Text("explanation")));
        Assert.Equal("No.", written.GetProperty("content")[0].Text("text"));
    }
}

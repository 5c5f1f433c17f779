using CsCheck;
using RelayPlane.Dialects.Neutral;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Dialects.Neutral;

public sealed class EventOrderTests
{
    private static readonly Stop Done = new(StopKind.EndTurn);

    [Fact]
    public void Text_and_a_tool_call_come_one_after_the_other_and_the_call_is_why_it_stopped()
    {
        var ordered = Order(new Started("a", "m"), Text(0), new Delta(0, "hi"), Call(1, "get"), new Delta(1, """{"a":1}"""), new Stopped(Done));
        Assert.Equal(
            [new Started("a", "m"), Text(0), new Delta(0, "hi"), new BlockEnded(0), Call(1, "get"), new Delta(1, """{"a":1}"""), new BlockEnded(1), new Ended(new Stop(StopKind.ToolUse), null)],
            ordered);
    }

    [Fact]
    [Trait("bug", "B05")]
    public void What_interleaves_waits_until_the_open_call_is_closed_and_nothing_of_it_is_lost()
    {
        var ordered = Order(
            new Started("a", "m"), Call(0, "one"), Text(1), new Delta(1, "x"), new Delta(0, """{"a":"""), Call(2, "two"), new Delta(0, "1}"), new Delta(2, """{"b":2}"""), new Stopped(Done));
        var (reply, _) = Gathering.Reply(ordered);
        Assert.Equal(["one", "x", "two"], reply!.Blocks.Select(block => block is ToolCallBlock call ? call.Name : ((TextBlock)block).Text));
        Assert.Equal(["""{"a":1}""", """{"b":2}"""], reply.Blocks.OfType<ToolCallBlock>().Select(call => call.Arguments));
        AssertGrammar(ordered);
    }

    [Fact]
    public void A_call_whose_arguments_are_whole_makes_room_for_the_next_at_once()
    {
        var order = new EventOrder(ToolNames.Same);
        var ordered = new List<ReplyEvent>();
        foreach (var next in (ReplyEvent[])[new Started("a", "m"), Call(0, "one"), new Delta(0, """{"a":"}{"}"""), Call(1, "two"), new Delta(1, """{"b":""")])
        {
            order.Take(next, ordered);
        }

        Assert.Equal(new Delta(1, """{"b":"""), ordered[^1]);
        AssertGrammar(ordered);
    }

    [Fact]
    [Trait("bug", "B13")]
    public void A_placeholder_before_the_arguments_is_left_out_and_alone_it_is_the_arguments()
    {
        var replaced = Order(Call(0, "one"), new Delta(0, "{}"), new Delta(0, """{"a":1}"""), new Stopped(Done));
        Assert.Equal("""{"a":1}""", Arguments(replaced));
        Assert.Equal("{}", Arguments(Order(Call(0, "one"), new Delta(0, "{}"), new Stopped(Done))));
        Assert.Equal("{}", Arguments(Order(Call(0, "one"), new Stopped(Done))));
    }

    [Fact]
    [Trait("bug", "B13")]
    public void A_beginning_that_is_whole_by_itself_is_not_taken_for_the_end()
    {
        var ordered = Order(Call(0, "one"), new Delta(0, """{"query":"test","""), new Delta(0, "\"limit\":10}"), new Stopped(Done));
        Assert.Equal("""{"query":"test","limit":10}""", Arguments(ordered));
    }

    [Fact]
    [Trait("bug", "B23")]
    public void A_start_said_twice_counts_once_and_another_reply_within_fails_the_stream()
    {
        Assert.Single(Order(new Started("a", "m"), new Started("a", "m"), Text(0), new Stopped(Done)).OfType<Started>());
        Assert.IsType<Failed>(Order(new Started("a", "m"), Text(0), new Started("b", "m"), new Stopped(Done))[^1]);
    }

    [Fact]
    [Trait("bug", "B16")]
    public void A_body_that_ends_without_a_stop_has_failed()
    {
        Assert.IsType<Failed>(Order(new Started("a", "m"), Text(0), new Delta(0, "hal"))[^1]);
        Assert.IsType<Failed>(Order()[^1]);
    }

    [Fact]
    public void The_last_word_of_a_format_ends_a_reply_whose_provider_gives_no_reason() =>
        Assert.IsType<Ended>(Order(Text(0), new Delta(0, "all"), new Closed())[^1]);

    [Fact]
    public void A_limit_and_a_refusal_stay_what_they_are_beside_a_call()
    {
        Assert.Equal(StopKind.MaxTokens, Assert.IsType<Ended>(Order(Call(0, "a"), new Stopped(new Stop(StopKind.MaxTokens)))[^1]).Stop.Kind);
        Assert.Equal(StopKind.Refusal, Assert.IsType<Ended>(Order(Call(0, "a"), new Stopped(new Stop(StopKind.Refusal)))[^1]).Stop.Kind);
    }

    [Fact]
    public void Usage_that_comes_after_the_stop_counts_and_the_last_one_wins()
    {
        var usage = new TokenUsage(5, 0, 0, 0, 7, 0);
        var ended = Assert.IsType<Ended>(Order(Text(0), new UsageCame(default), new Stopped(Done), new UsageCame(usage), new Closed())[^1]);
        Assert.Equal(usage, ended.Usage);
    }

    [Fact]
    public void Nothing_follows_a_failure()
    {
        var failed = new Failed(new ProviderError(ErrorKind.Overloaded, "busy"));
        Assert.Equal(failed, Order(new Started("a", "m"), Text(0), failed, new Delta(0, "x"), new Stopped(Done))[^1]);
    }

    [Fact]
    public void Names_of_tools_are_the_clients_again()
    {
        var names = ToolNames.For(["mcp:a.b"], 64, static _ => false);
        var order = new EventOrder(names);
        var ordered = new List<ReplyEvent>();
        order.Take(Call(0, names.Up("mcp:a.b")), ordered);
        Assert.Equal("mcp:a.b", ((ToolCallBlock)((BlockStarted)ordered[^1]).Head).Name);
    }

    [Fact]
    public void Whatever_comes_in_whatever_order_the_grammar_holds_and_no_text_is_lost() =>
        Gen.Int[0, 4].Select(Gen.Int[0, 5], Gen.Int[0, 3]).Array[0, 40].Sample(script =>
        {
            var events = script.Select(step => (ReplyEvent)(step.Item2 switch
            {
                0 => Text(step.Item1),
                1 => Call(10 + step.Item1, $"t{step.Item1}"),
                2 => new Delta(step.Item1, "x"),
                3 => new Delta(10 + step.Item1, step.Item3 == 0 ? "{" : step.Item3 == 1 ? "}" : "\"k\":1"),
                4 => new BlockEnded(10 + step.Item1),
                _ => new Pinged(),
            })).Append(new Stopped(Done)).ToArray();
            AssertGrammar(Order(events));
        }, iter: 2000, seed: "0000000000001");

    private static List<ReplyEvent> Order(params ReplyEvent[] events)
    {
        var order = new EventOrder(ToolNames.Same);
        var ordered = new List<ReplyEvent>();
        foreach (var next in events)
        {
            order.Take(next, ordered);
        }

        order.End(ordered);
        return ordered;
    }

    private static string Arguments(List<ReplyEvent> ordered) => Assert.Single(Gathering.Reply(ordered).Reply!.Blocks.OfType<ToolCallBlock>()).Arguments;

    private static BlockStarted Text(int key) => new(key, new TextBlock(string.Empty));

    private static BlockStarted Call(int key, string name) => new(key, new ToolCallBlock($"id{key}", name, string.Empty));

    private static void AssertGrammar(List<ReplyEvent> ordered)
    {
        int? open = null;
        var starts = 0;
        foreach (var next in ordered)
        {
            switch (next)
            {
                case Started:
                    Assert.Equal(1, ++starts);
                    break;
                case BlockStarted begun:
                    Assert.Equal(1, starts);
                    Assert.Null(open);
                    open = begun.Key;
                    break;
                case Delta delta:
                    Assert.Equal(open, delta.Key);
                    break;
                case BlockEnded ended:
                    Assert.Equal(open, ended.Key);
                    open = null;
                    break;
                case Ended:
                    Assert.Null(open);
                    Assert.Same(next, ordered[^1]);
                    break;
            }
        }
    }
}

using System.Text;
using System.Text.Json;
using RelayPlane.Cli;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class RouteScoreTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Each_line_is_answered_in_order()
    {
        var answers = Score(0, """
            {"id":"a","prompt":"hello","tools":[],"turns":1}
            {"id":7,"prompt":"Prove that there are infinitely many primes.","extra":{"x":[1]}}

            {"id":null,"prompt":"","tools":[{"name":"f","params":2},{"type":"function","function":{"parameters":{"properties":{"a":{},"b":{}}}}},"any",null],"turns":4}
            """);

        Assert.Equal(["\"a\"", "7", "null"], answers.Select(answer => answer.GetProperty("id").GetRawText()));
        Assert.All(answers, answer =>
        {
            Assert.Equal(["id", "q_cheap", "q_mid", "q_strong", "tier", "score"], answer.EnumerateObject().Select(member => member.Name));
            Assert.All(["q_cheap", "q_mid", "q_strong"], name => Assert.InRange(answer.GetProperty(name).GetDouble(), 0, 1));
            Assert.Contains(answer.GetProperty("tier").GetString(), (string[])["simple", "moderate", "complex"]);
            Assert.Equal(answer.GetProperty("q_strong").GetDouble() - answer.GetProperty("q_cheap").GetDouble(), answer.GetProperty("score").GetDouble(), 5);
        });
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_answered_and_the_rest_goes_on()
    {
        var answers = Score(1, """
            nonsense
            [1]
            {"id":1}
            {"id":2,"prompt":7}
            {"id":3,"prompt":"x","tools":5}
            {"id":4,"prompt":"x","turns":"many"}
            {"id":5,"prompt":"\ud800"}
            {"id":6,"prompt":"fine"}
            """);

        Assert.Equal(8, answers.Count);
        Assert.All(answers.Take(7), answer => Assert.Equal(JsonValueKind.String, answer.GetProperty("error").ValueKind));
        Assert.Equal([false, false, true, true, true, true, true, true], answers.Select(answer => answer.TryGetProperty("id", out _)));
        Assert.True(answers[7].TryGetProperty("score", out _));
    }

    [Fact]
    public void Escapes_do_not_change_a_score()
    {
        var answers = Score(0, """
            {"id":1,"prompt":"What is \"1 + 1\"?\nA. 2\nB. é"}
            {"id":1,"prompt":"\u0057hat is \u0022\u0031 + 1\u0022?\u000aA. 2\nB. \u00e9"}
            """);

        Assert.Equal(answers[0].GetRawText(), answers[1].GetRawText());
    }

    [Fact]
    public async Task A_pipe_that_stays_open_is_answered_at_once()
    {
        var (input, output) = (new System.IO.Pipelines.Pipe(), new System.IO.Pipelines.Pipe());
        var running = Task.Run(() => RouteCommand.Create(TimeProvider.System, () => input.Reader.AsStream()).Parse(["score", "--jsonl"])
            .Invoke(new() { Output = new StreamWriter(output.Writer.AsStream()) }), TestContext.Current.CancellationToken);
        using var answers = new StreamReader(output.Reader.AsStream());

        foreach (var id in (string[])["first", "second"])
        {
            await input.Writer.WriteAsync(Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\",\"prompt\":\"hello\"}}\n"), TestContext.Current.CancellationToken);
            Assert.StartsWith($"{{\"id\":\"{id}\"", await answers.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await input.Writer.CompleteAsync();
        Assert.Equal(0, await running);
    }

    [Fact]
    public void An_input_that_cannot_be_read_is_one_line()
    {
        Assert.Equal(1, _run.Run(RouteCommand.Create(TimeProvider.System, () => throw new IOException("Is a directory")), "score", "--jsonl"));
        Assert.Equal("Cannot read the prompts, or write the scores: Is a directory", _run.Error.TrimEnd());
    }

    [Fact]
    public void So_is_an_output_that_is_full()
    {
        var error = new StringWriter();
        var code = RouteCommand.Create(TimeProvider.System, () => new MemoryStream("""{"id":1,"prompt":"x"}"""u8.ToArray())).Parse(["score", "--jsonl"]).Invoke(new() { Output = new FullWriter(), Error = error });
        Assert.Equal((1, "Cannot read the prompts, or write the scores: No space left on device"), (code, error.ToString().TrimEnd()));
    }

    private List<JsonElement> Score(int code, string lines)
    {
        Assert.Equal(code, _run.Run(RouteCommand.Create(TimeProvider.System, () => new MemoryStream(Encoding.UTF8.GetBytes(lines))), "score", "--jsonl"));
        return [.. _run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    /// <summary>An output on a disk that is full.</summary>
    private sealed class FullWriter : StringWriter
    {
        public override void Flush() => throw new IOException("No space left on device");
    }
}

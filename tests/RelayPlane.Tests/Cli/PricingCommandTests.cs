using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class PricingCommandTests : IDisposable
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Compute_answers_every_published_case_in_order()
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("pricing/vectors.json")));
        var vectors = file.RootElement.EnumerateArray().ToList();
        var answers = Compute(string.Join('\n', vectors.Select(vector => JsonSerializer.Serialize(vector))));

        Assert.Equal(vectors.Select(vector => vector.GetProperty("id").GetString()), answers.Select(answer => answer.GetProperty("id").GetString()));
        var wrong = vectors.Zip(answers).Where(pair => !Same(pair.First.GetProperty("expect"), pair.Second));
        Assert.Empty(wrong.Select(pair => pair.Second.GetRawText()));
    }

    [Fact]
    public void Compute_answers_a_line_that_it_cannot_read()
    {
        var answers = Compute("""
            {"id": 7, "provider": "anthropic", "model": "claude-haiku-4-5", "at": "2026-11-01T00:00:00Z", "wire": "anthropic-messages", "usage": {"input_tokens": 0, "output_tokens": 1}}

            nonsense
            [1]
            {"id": "a", "provider": "anthropic"}
            {"id": "b", "provider": "anthropic", "model": "x", "at": "yesterday", "wire": "gemini", "usage": {"promptTokenCount": 1}}
            {"id": "c", "provider": "anthropic", "model": "x", "at": "2026-11-01", "wire": "smoke", "usage": {}}
            {"id": "d", "provider": "anthropic", "model": "x", "at": "2026-11-01", "wire": "gemini", "usage": null}
            {"id": "e", "provider": "openai", "model": "gpt-5", "at": "2026-11-01", "wire": "openai-chat", "service_tier": "scale", "usage": {"prompt_tokens": 1000000}}
            """);

        Assert.Equal("""{"id":7,"status":"priced","cost_usd":0.000005,"matched_provider":"anthropic","matched_model":"claude-haiku-4-5"}""", answers[0].GetRawText());
        Assert.Equal(8, answers.Count);
        Assert.All(answers.Skip(1).Take(6), answer => Assert.Equal(("unpriced", JsonValueKind.Null, JsonValueKind.String), (answer.GetProperty("status").GetString(), answer.GetProperty("cost_usd").ValueKind, answer.GetProperty("error").ValueKind)));
        Assert.Equal(("estimated", 1.25m), (answers[7].GetProperty("status").GetString(), answers[7].GetProperty("cost_usd").GetDecimal()));
    }

    [Theory]
    [InlineData("\"id\":7", "\"id\":\"\\ud800\"", "priced")]
    [InlineData("anthropic\",", "\\ud800\",", "unpriced")]
    [InlineData("claude-haiku-4-5", "claude-\\udc00", "unpriced")]
    [InlineData("2026-11-01", "\\ud800", "unpriced")]
    [InlineData("claude-haiku-4-5", "", "unpriced")]
    public void Compute_goes_on_after_a_line_with_half_a_character(string good, string bad, string status)
    {
        const string Line = """{"id":7,"provider":"anthropic","model":"claude-haiku-4-5","at":"2026-11-01","wire":"anthropic-messages","usage":{"input_tokens":0,"output_tokens":1}}""";

        var answers = Compute($"{Line.Replace(good, bad, StringComparison.Ordinal)}\n{Line}");

        Assert.Equal([status, "priced"], answers.Select(answer => answer.GetProperty("status").GetString()));
    }

    [Fact]
    public void Compute_takes_a_table_of_ones_own()
    {
        var table = Write("own.json", Genai(1, 5));

        var answer = Assert.Single(Compute("""{"id":1,"provider":"p0","model":"m","at":"2026-11-01","wire":"openai-chat","usage":{"prompt_tokens":1000000}}""", "--table", table));

        Assert.Equal(5, answer.GetProperty("cost_usd").GetDecimal());
    }

    [Fact]
    public void Show_tells_every_tariff_and_its_source()
    {
        Assert.Equal(0, Run("show", "claude-sonnet-4-6", "--at", "2026-03-12"));
        Assert.Contains("claude-sonnet-4-6 at anthropic", _run.Output, StringComparison.Ordinal);
        Assert.Contains("input above 200,000 *", _run.Output, StringComparison.Ordinal);
        Assert.Contains("since 2026-03-13", _run.Output, StringComparison.Ordinal);
        Assert.Contains("Source: @pydantic/genai-prices@0.1.8", _run.Output, StringComparison.Ordinal);
        Assert.Contains("MIT", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_names_the_nearest_where_nothing_is_known()
    {
        Assert.Equal(1, Run("show", "claude-zeta-9"));
        Assert.Contains("The nearest are claude-", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_in_json_marks_what_is_in_force()
    {
        Assert.Equal(0, Run("show", "deepseek-v4-pro", "--at", "2026-09-15T03:00Z", "--json"));
        using var answer = JsonDocument.Parse(_run.Output);
        var tariff = Assert.Single(answer.RootElement.GetProperty("tariffs").EnumerateArray(), tariff => tariff.GetProperty("in_force").GetBoolean());
        Assert.Equal("01:00:00", tariff.GetProperty("utc_from").GetString());
        Assert.Equal(1.32m, tariff.GetProperty("basis").GetProperty("rates").GetProperty("input").GetDecimal());
    }

    [Fact]
    public void Prices_of_the_config_are_shown_and_checked()
    {
        Write("config.json", """{ "models": { "openai/mine": { "price": { "input": 4, "output": 8, "cacheRead": 0.5 } } }, "pricing": { "models": { "any-*": { "input": 0, "output": 0 } } } }""");

        Assert.Equal(0, Run("show", "openai/mine"));
        Assert.Contains("$4.00", _run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("check"));
        Assert.Contains("openai/mine", _run.Output, StringComparison.Ordinal);
        Assert.Contains("any-*", _run.Output, StringComparison.Ordinal);
        Assert.Contains("62 days old", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_names_the_models_that_were_called_without_a_price()
    {
        Directory.CreateDirectory(_run.Home);
        await LedgerFixture.WriteAsync(
            Path.Combine(_run.Home, "data.db"),
            Entries.Call("a", Entries.Attempt("gpt-5")) with { At = Clock.GetUtcNow().AddDays(-1) },
            Entries.Call("b", Entries.Attempt("mystery")) with { At = Clock.GetUtcNow().AddDays(-1) });

        Assert.Equal(0, Run("check"));
        Assert.Contains("/mystery  1 time", _run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("/gpt-5", _run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("check", "--json"));
        using var answer = JsonDocument.Parse(_run.Output);
        Assert.Equal("mystery", Assert.Single(answer.RootElement.GetProperty("unpriced").EnumerateArray()).GetProperty("model").GetString());
    }

    [Fact]
    public void Update_writes_what_is_sound_and_keeps_what_was()
    {
        Assert.Equal(0, Run("update", "--file", Write("new.json", Genai(40, 1))));
        Assert.Contains("40 providers", _run.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("update", "--file", Write("new.json", Genai(40, 2))));
        Assert.Contains("p0/m input $1 → $2", _run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run.Home, "prices.previous.json")));
        Assert.Equal(0, Run("check", "--json"));
        Assert.Contains("\"date\":\"2026-11-24\"", _run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Update_refuses_what_cannot_be_and_says_what_stays()
    {
        Assert.Equal(0, Run("update", "--file", Write("new.json", Genai(40, 1))));

        Assert.Equal(1, Run("update", "--file", Write("new.json", Genai(31, 1))));
        Assert.Contains("of 2026-11-24: the new table has 31 providers", _run.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("update", "--file", Write("new.json", Genai(40, 10))));
        Assert.Contains("--force", _run.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("update", "--file", Write("new.json", "{")));
        Assert.Equal(1, Run("update", "--file", Path.Combine(_run.Home, "absent.json")));
        Assert.Equal(0, Run("show", "m", "--provider", "p0"));
        Assert.Contains("$1.00", _run.Output, StringComparison.Ordinal);

        Assert.Equal(0, Run("update", "--force", "--file", Write("new.json", Genai(40, 10))));
    }

    private static string Genai(int providers, int input) => "[" + string.Join(",", Enumerable.Range(0, providers).Select(number => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{ "id": "p{{number}}", "models": [ { "id": "m", "match": { "equals": "m" }, "prices": { "input_mtok": {{input}}, "output_mtok": 1 } } ] }"""))) + "]";

    private static bool Same(JsonElement expected, JsonElement answer) =>
        expected.GetProperty("status").GetString() == answer.GetProperty("status").GetString()
        && (expected.TryGetProperty("matched_model", out var model) ? model.GetString() : null) == answer.GetProperty("matched_model").GetString()
        && (expected.GetProperty("cost_usd").ValueKind == JsonValueKind.Null
            ? answer.GetProperty("cost_usd").ValueKind == JsonValueKind.Null
            : Math.Abs(expected.GetProperty("cost_usd").GetDecimal() - answer.GetProperty("cost_usd").GetDecimal()) <= 0.000000001m);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(_run.Home);
        var path = Path.Combine(_run.Home, name);
        File.WriteAllText(path, text);
        return path;
    }

    private int Run(params string[] args) => _run.Run(PricingCommand.Create(Clock, environment: _run.Environment), args);

    private List<JsonElement> Compute(string lines, params string[] options)
    {
        Assert.Equal(0, _run.Run(PricingCommand.Create(Clock, () => new MemoryStream(Encoding.UTF8.GetBytes(lines)), _run.Environment), ["compute", "--jsonl", .. options]));
        return [.. _run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}

using System.Globalization;
using System.Text.Json;
using RelayPlane.Catalog;
using RelayPlane.Metering;
using Xunit;

namespace RelayPlane.Tests.Catalog;

/// <summary>The published cases of usage and cost, by the token classes that they name.</summary>
public sealed class PriceVectorsTests
{
    [Fact]
    public void Every_case_has_its_cost_status_and_row()
    {
        var book = new PriceBook();
        using var file = JsonDocument.Parse(File.ReadAllBytes(Shared.Path("pricing/vectors.json")));
        var wrong = new List<string>();
        foreach (var vector in file.RootElement.EnumerateArray())
        {
            var quote = book.Price(
                vector.GetProperty("provider").GetString()!,
                null,
                vector.GetProperty("model").GetString()!,
                DateTimeOffset.Parse(vector.GetProperty("at").GetString()!, CultureInfo.InvariantCulture),
                Usage(vector.GetProperty("buckets")),
                default);
            var expected = vector.GetProperty("expect");
            decimal? cost = expected.GetProperty("cost_usd").ValueKind == JsonValueKind.Null ? null : expected.GetProperty("cost_usd").GetDecimal();
            var row = expected.TryGetProperty("matched_model", out var model) ? $"{expected.GetProperty("matched_provider").GetString()}/{model.GetString()}" : "/";
            if (!quote.Status.ToString().Equals(expected.GetProperty("status").GetString(), StringComparison.OrdinalIgnoreCase)
                || $"{quote.Provider}/{quote.Model}" != row
                || (quote.Cost is null) != (cost is null)
                || Math.Abs((quote.Cost?.Usd ?? 0) - (cost ?? 0)) > 0.000000001m)
            {
                wrong.Add($"{vector.GetProperty("id").GetString()}: {quote.Status} {quote.Cost?.Usd} {quote.Provider}/{quote.Model}, expected {expected.GetRawText()}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(197, file.RootElement.GetArrayLength());
    }

    /// <summary>The cases name audio and reasoning beside their classes, and we count them as parts.</summary>
    private static TokenUsage Usage(JsonElement buckets)
    {
        long Of(string name) => buckets.TryGetProperty(name, out var count) ? count.GetInt64() : 0;
        return new TokenUsage(
            Of("input") + Of("input_audio"), Of("cache_read"), Of("cache_write_5m"), Of("cache_write_1h"), Of("output") + Of("reasoning"), Of("reasoning"))
        {
            InputAudio = Of("input_audio"),
            WebSearches = Of("web_searches"),
        };
    }
}

using RelayPlane.Dashboard.Routing;
using RelayPlane.Tests.Routing;
using Xunit;

namespace RelayPlane.Tests.Dashboard.Routing;

public sealed class NameRowsTests
{
    [Fact]
    public void Each_name_says_what_it_means_and_why()
    {
        const string config = """
            { "routing": { "complexity": { "simple": "claude-haiku-3-5" } }, "aliases": { "daily": "gpt-4o", "rp:best": "gpt-4o", "odd": "never-heard-of-it" }, "modelOverrides": { "gpt-4": "groq/llama" } }
            """;
        var rows = Rows(config, "openai");
        Assert.Equal(new NameRow("simple", "tier", "claude-haiku-3-5", "anthropic/claude-3-5-haiku-latest", "The config names it; anthropic has claude-haiku-3-5 as claude-3-5-haiku-latest."), rows["simple"]);
        Assert.Equal(new NameRow("complex", "tier", null, "openai/gpt-6-astra", "The config names none, so it is what is usual for openai, the first provider with a key."), rows["complex"]);
        Assert.Equal(("built_in", "anthropic/claude-3-5-haiku-latest"), (rows["rp:cheap"].Kind, rows["rp:cheap"].Means));
        Assert.Equal(("alias", "openai/gpt-4o"), (rows["rp:best"].Kind, rows["rp:best"].Means));
        Assert.Equal(("override", "groq/llama"), (rows["gpt-4"].Kind, rows["gpt-4"].Means));
        Assert.Equal(("gpt-4o", "openai/gpt-4o"), (rows["daily"].Written, rows["daily"].Means));
        Assert.Null(rows["odd"].Means);
        Assert.Contains("whose API the client speaks", rows["odd"].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_key_a_name_of_ours_depends_on_the_client()
    {
        var row = Rows("{}")["rp:fast"];
        Assert.Null(row.Means);
        Assert.Contains("no provider has a key", row.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Switched_off_nothing_is_overridden() =>
        Assert.Null(Rows("""{ "routing": { "enabled": false }, "modelOverrides": { "gpt-4": "groq/llama" } }""")["gpt-4"].Means);

    private static Dictionary<string, NameRow> Rows(string config, params string[] keyed) =>
        new NameRows(Routers.Of(config, keyed: keyed)).Answer().Names.ToDictionary(row => row.Name);
}

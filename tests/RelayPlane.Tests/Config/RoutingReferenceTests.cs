using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

/// <summary>What <c>docs/routing.md</c> shows works as it stands there, and it leaves no key out.</summary>
public sealed partial class RoutingReferenceTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(Repository.Root, "docs", "routing.md"));

    [Fact]
    public void Every_config_is_sound_and_all_of_it_has_effect()
    {
        var configs = Fenced().Matches(Reference).Select(block => Setup.Load(block.Groups[1].Value)).ToList();
        Assert.NotEmpty(configs);
        Assert.All(configs, load => Assert.Empty(load.Problems));
        Assert.All(configs, load => Assert.Empty(load.Notices));
    }

    [Fact]
    public void Every_key_of_routing_and_of_match_is_there()
    {
        var schema = JsonNode.Parse(ConfigSchema.Write())!["properties"]!;
        var routing = schema["routing"]!["properties"]!;
        string[] keys =
        [
            .. new[] { routing, routing["complexity"]!["properties"]!, routing["cascade"]!["properties"]!, routing["sessions"]!["properties"]!, schema["routes"]!["additionalProperties"]!["properties"]!["match"]!["properties"]! }
                .SelectMany(node => node.AsObject().Select(member => member.Key)),
        ];
        Assert.Contains("skipBelow", keys);
        Assert.All(keys, key => Assert.Matches($@"\b{key}\b", Reference));
    }

    [Fact]
    public void Every_word_that_a_call_climbs_for_is_there() => Assert.All(EscalationNames.All, word => Assert.Contains($"`{word}`", Reference, StringComparison.Ordinal));

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();
}

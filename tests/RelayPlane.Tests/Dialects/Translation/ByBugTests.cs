using System.Reflection;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>The index of the bugs that other gateways had: a test says which it is about by a trait, and every bug has one.</summary>
public sealed class ByBugTests
{
    [Fact]
    public void Every_known_bug_has_a_test_and_no_test_is_about_one_that_nobody_knows()
    {
        var known = File.ReadLines(Shared.Path("reference/bugs.jsonl")).Where(line => line.Length > 0).Select(Id).ToList();
        Assert.Equal(52, known.Count);
        Assert.Equal(known.Order(), Tested().Order());
    }

    private static HashSet<string> Tested() => [.. typeof(ByBugTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        .Where(method => method.IsDefined(typeof(FactAttribute)))
        .SelectMany(method => method.GetCustomAttributes<TraitAttribute>())
        .Where(trait => trait.Name == "bug")
        .Select(trait => trait.Value)];

    private static string Id(string line)
    {
        using var bug = JsonDocument.Parse(line);
        return bug.RootElement.GetProperty("id").GetString()!;
    }
}

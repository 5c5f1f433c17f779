using System.Reflection;
using System.Text.Json;
using Xunit;

namespace RelayPlane.Tests.Dialects.Translation;

/// <summary>The index of the bugs that other gateways had: a test says which it is about by a trait, and every bug has one.</summary>
public sealed class ByBugTests
{
    /// <summary>Bugs that nothing here answers to, and why.</summary>
    private static readonly Dictionary<string, string> s_exceptions = new()
    {
        ["B52"] = "Optional: a call named parallel that wraps others reaches the client as the call that the model made.",
    };

    [Fact]
    public void Every_known_bug_has_a_test_or_is_a_documented_exception()
    {
        var known = File.ReadLines(Shared.Path("reference/bugs.jsonl")).Where(line => line.Length > 0).Select(Id).ToList();
        Assert.Equal(52, known.Count);
        Assert.Empty(known.Except(Tested()).Except(s_exceptions.Keys));
    }

    [Fact]
    public void No_test_is_about_a_bug_that_nobody_knows_or_that_is_an_exception()
    {
        var known = File.ReadLines(Shared.Path("reference/bugs.jsonl")).Where(line => line.Length > 0).Select(Id).ToList();
        Assert.Empty(Tested().Except(known));
        Assert.Empty(Tested().Intersect(s_exceptions.Keys));
        Assert.Empty(s_exceptions.Keys.Except(known));
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

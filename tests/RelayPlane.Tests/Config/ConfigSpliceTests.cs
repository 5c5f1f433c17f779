using CsCheck;
using RelayPlane.Config;
using Xunit;

namespace RelayPlane.Tests.Config;

public sealed class ConfigSpliceTests
{
    [Theory]
    [InlineData("", "5", "{\n  \"budget\": {\n    \"dailyUsd\": 5\n  }\n}\n")]
    [InlineData("{ \"budget\": { \"dailyUsd\": 1 /* why */ } }", "5", "{ \"budget\": { \"dailyUsd\": 5 /* why */ } }")]
    [InlineData("{ \"server\": {} }", "5", "{ \"server\": {}, \"budget\": { \"dailyUsd\": 5 } }")]
    [InlineData("{\n  // ours\n  \"server\": {}, // here\n}", "5", "{\n  // ours\n  \"server\": {}, // here\n  \"budget\": {\n    \"dailyUsd\": 5\n  },\n}")]
    [InlineData("{\r\n\t\"budget\": {\r\n\t\t\"hourlyUsd\": 2 // two\r\n\t}\r\n}", "5", "{\r\n\t\"budget\": {\r\n\t\t\"hourlyUsd\": 2, // two\r\n\t\t\"dailyUsd\": 5\r\n\t}\r\n}")]
    [InlineData("{\n  \"budget\": null\n}", "5", "{\n  \"budget\": { \"dailyUsd\": 5 }\n}")]
    [InlineData("{\n  \"budget\": {\n    // none yet\n  }\n}", "5", "{\n  \"budget\": {\n    // none yet\n    \"dailyUsd\": 5\n  }\n}")]
    [InlineData("{ \"budget\": { \"dailyUsd\": 1 } }", null, "{ \"budget\": { \"dailyUsd\": null } }")]
    [InlineData("{ \"budget\": {} }", null, "{ \"budget\": {} }")]
    [InlineData("\uFEFF{ \"budget\": { \"dailyUsd\": 1 } }", "5", "\uFEFF{ \"budget\": { \"dailyUsd\": 5 } }")]
    public void A_value_changes_in_place(string before, string? value, string after) =>
        Assert.Equal(after, ConfigSplice.Set(before, ["budget", "dailyUsd"], value));

    [Fact]
    public void Whatever_is_set_is_read_back_and_the_rest_is_as_it_was() =>
        Gen.Select(Of("", "// a\n", " ", "\n  "), Of("", ","), Of("", " // b\n", "/* c */"), Of("dailyUsd", "weeklyUsd"), Gen.Int[0, 99]).Sample((space, comma, note, key, value) =>
        {
            var file = $"{{{space}\"defaultProvider\": \"openai\",{space}\"budget\": {{{space}\"dailyUsd\": 1{comma}{note}{space}}}{comma}{note}}}";
            var edited = ConfigSplice.Set(file, ["budget", key], $"{value}");
            var config = Setup.Config(edited);
            Assert.Equal(value, key == "dailyUsd" ? config.Budget!.DailyUsd : config.Budget!.WeeklyUsd);
            Assert.Equal("openai", config.DefaultProvider);
            Assert.Equal(file.Split("/* c */").Length, edited.Split("/* c */").Length);
            Assert.Equal(file.Split("// b\n").Length, edited.Split("// b\n").Length);
        });

    [Fact]
    public void A_file_that_would_not_load_is_left_as_it_was()
    {
        using var folder = new Ledger.TempFolder();
        var path = Path.Combine(Path.GetDirectoryName(folder.Database)!, "config.json");
        File.WriteAllText(path, "{ \"budget\": { \"dailyUsd\": 1 } }");
        Assert.Single(ConfigEdit.Apply(path, [(["budget", "dailyUsd"], "-1")]));
        Assert.Equal("{ \"budget\": { \"dailyUsd\": 1 } }", File.ReadAllText(path));
        Assert.Empty(ConfigEdit.Apply(path, [(["budget", "dailyUsd"], "7")]));
        Assert.Equal("{ \"budget\": { \"dailyUsd\": 7 } }", File.ReadAllText(path));
    }

    private static Gen<string> Of(params string[] values) => Gen.OneOf([.. values.Select(Gen.Const)]);
}

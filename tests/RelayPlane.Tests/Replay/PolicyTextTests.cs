using RelayPlane.Config;
using RelayPlane.Replay;
using Xunit;

namespace RelayPlane.Tests.Replay;

public sealed class PolicyTextTests
{
    private const string Present = """
        { // as a person writes it
          "providers": { "mine": { "baseUrl": "http://localhost:9/v1", "apis": ["openai"] } },
          "routing": { "mode": "complexity", "lambda": 0.3 }, "routes": { "old": { "model": "mine/x" } }, }
        """;

    [Fact]
    public void Its_sections_take_the_place_of_the_configs_and_the_rest_stays()
    {
        var load = PolicyText.Over(Present, """{ "routing": { "lambda": 0.9 } }""");
        Assert.Empty(load.Problems);
        Assert.Equal(.9, load.Config.Routing!.Lambda);
        Assert.Null(load.Config.Routing.Mode);
        Assert.Contains("old", load.Config.Routes!.Keys);
        Assert.Contains("mine", load.Config.Providers.Keys);
    }

    [Fact]
    public void A_policy_file_may_be_a_whole_config_of_which_only_the_policy_counts()
    {
        var load = PolicyText.Over(Present, """{ "server": { "port": 1 }, "routes": null, "routing": { "enabled": false } }""");
        Assert.Empty(load.Problems);
        Assert.Null(load.Config.Routes);
        Assert.NotEqual(1, load.Config.Server.Port);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{ \"routing\": ")]
    [InlineData("{ \"routing\": { \"lamda\": 1 } }")]
    [InlineData("{ \"routing\": {}, \"routing\": {} }")]
    public void What_is_no_policy_is_refused_with_a_reason(string policy) => Assert.NotEmpty(PolicyText.Over(Present, policy).Problems);

    [Fact]
    public void A_policy_that_observes_acts_on_paper()
    {
        var load = PolicyText.Over("", """{ "routing": { "mode": "observe", "floor": 0.95 }, "routes": { "a": { "routing": { "mode": "observe" } } } }""");
        Assert.Empty(load.Problems);
        var acting = Policy.Acting(load.Config);
        Assert.Equal(RoutingMode.Complexity, acting.Routing!.Mode);
        Assert.Null(acting.Routing.Floor);
        Assert.Equal(RouteRoutingMode.Complexity, acting.Routes!["a"].Routing!.Mode);
        Assert.True(Policy.Waits(load.Config));
        Assert.False(Policy.Waits(acting));
    }
}

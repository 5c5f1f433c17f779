using RelayPlane.Admission;
using RelayPlane.Dialects;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class DoormanTests
{
    private static readonly Doorman Open = new(new Dictionary<string, string>());

    private static readonly Doorman Guarded = new(new Dictionary<string, string> { [Doorman.HashOf("rp-ci")] = "ci", [Doorman.HashOf("rp-dev")] = "dev" });

    [Fact]
    public void Without_clients_anyone_may_call_with_a_key_of_its_own_or_none()
    {
        Assert.Equal(new Caller(null, "sk-own"), Recognised(Open, "sk-own", "second"));
        Assert.Equal(new Caller(null, null), Recognised(Open));
    }

    [Theory]
    [InlineData(new[] { "rp-ci" }, "ci", null)]
    [InlineData(new[] { "rp-ci", "sk-own" }, "ci", "sk-own")]
    [InlineData(new[] { "sk-own", "rp-dev" }, "dev", "sk-own")]
    [InlineData(new[] { "rp-ci", "rp-ci" }, "ci", null)]
    [InlineData(new[] { "rp-ci", "rp-dev" }, "ci", null)]
    [InlineData(new[] { "rp-ci", "rp-ci", "sk-own" }, "ci", "sk-own")]
    public void A_clients_key_names_it_and_goes_no_further_wherever_it_stands(string[] presented, string name, string? credential) =>
        Assert.Equal(new Caller(name, credential), Recognised(Guarded, presented));

    [Theory]
    [InlineData]
    [InlineData("sk-own")]
    [InlineData("RP-CI")]
    [InlineData("rp-ci ")]
    public void With_clients_nobody_else_may_call(params string[] presented)
    {
        Assert.False(Guarded.Recognise(presented).TryGet(out _, out var refusal));
        Assert.Equal(RefusalKind.Authentication, refusal.Kind);
        Assert.DoesNotContain(presented, key => refusal.Message.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void A_caller_prints_without_its_credential() => Assert.Equal("ci", new Caller("ci", "sk-own").ToString());

    private static Caller? Recognised(Doorman doorman, params string[] presented) => doorman.Recognise(presented).TryGet(out var caller, out _) ? caller : null;
}

using Microsoft.Extensions.Time.Testing;
using RelayPlane.Cli;
using RelayPlane.Config;
using RelayPlane.Metering;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Cli;

public sealed class AgentsCommandTests : IDisposable
{
    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Calls_from_before_a_name_count_under_it_too()
    {
        Directory.CreateDirectory(_cli.Home);
        await LedgerFixture.WriteAsync(
            Home.Find(_cli.Environment).DatabasePath,
            Entries.Call("a", Entries.Attempt("gpt-5") with { Quote = new(PriceStatus.Priced, new(2_000_000_000)) }) with { Agent = "agent-1" },
            Entries.Call("b", Entries.Attempt("gpt-5") with { Quote = new(PriceStatus.Priced, new(1_500_000_000)) }) with { Agent = "coder" },
            Entries.Call("c", Entries.Attempt("mystery")) with { Agent = "agent-2" });
        Assert.Equal(0, Run("rename", "agent-1", "coder"));
        Assert.Equal(0, Run("list"));
        Assert.Matches(@"coder +│ agent-1 +│ +2 │ +\$3\.50 │", _cli.Output);
        Assert.Matches(@"agent-2 +│ agent-2 +│ +1 │ +1 unpriced call │", _cli.Output);
        Assert.Equal(0, Run("list", "--json"));
        Assert.StartsWith("""[{"name":"coder","keys":["agent-1"],"requests":2,"cost_usd":3.5,"unpriced":0}""", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_were_recorded_under_a_name_go_with_it_when_it_changes()
    {
        Directory.CreateDirectory(_cli.Home);
        Run("rename", "agent-1", "coder");
        await LedgerFixture.WriteAsync(Home.Find(_cli.Environment).DatabasePath, Entries.Call("a", Entries.Attempt()) with { Agent = "agent-1" }, Entries.Call("b", Entries.Attempt()) with { Agent = "coder" });

        Run("rename", "coder", "writer");
        Run("list", "--json");
        Assert.StartsWith("""[{"name":"writer","keys":["agent-1","coder"],"requests":2,""", _cli.Output, StringComparison.Ordinal);

        Run("rename", "writer", "coder");
        Run("list", "--json");
        Assert.StartsWith("""[{"name":"coder","keys":["agent-1","writer"],"requests":2,""", _cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_can_be_changed_by_name_and_forgotten()
    {
        Assert.Equal(0, Run("rename", "agent-1", "coder"));
        Run("rename", "coder", "writer");
        Assert.Contains("agent-1 is called writer", _cli.Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("forget", "writer"));
        Assert.Equal(ExitCodes.Failed, Run("forget", "writer"));
        Assert.Contains("has no name to forget", _cli.Error, StringComparison.Ordinal);
    }

    private int Run(params string[] args) => _cli.Run(AgentsCommand.Create(() => Home.Find(_cli.Environment), new FakeTimeProvider(Entries.Noon.AddMinutes(1))), args);
}

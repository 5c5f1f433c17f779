using Microsoft.Extensions.Time.Testing;
using RelayPlane.Admission;
using RelayPlane.Tests.Ledger;
using Xunit;

namespace RelayPlane.Tests.Admission;

public sealed class AgentNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string File => Path.Combine(Path.GetDirectoryName(_folder.Database)!, "agent-names.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_running_gateway_takes_a_new_name_within_a_second()
    {
        var names = new AgentNames(File, _clock);
        Assert.Equal("agent-1", names.Of("agent-1"));
        AgentNamesFile.Write(File, new Dictionary<string, string> { ["agent-1"] = "coder" });
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("coder", "agent-2"), (names.Of("agent-1"), names.Of("agent-2")));
    }

    [Fact]
    public void A_damaged_file_costs_no_call()
    {
        System.IO.File.WriteAllText(File, "[");
        Assert.Equal("agent-1", new AgentNames(File, _clock).Of("agent-1"));
    }
}

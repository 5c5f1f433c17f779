using System.Text;
using RelayPlane.Config;
using RelayPlane.Gateway;
using RelayPlane.Hosting;
using RelayPlane.Pacing;
using RelayPlane.Tests.Hosting;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Dashboard.Trying;

/// <summary>The rooms that a config makes.</summary>
internal static class TryRooms
{
    private static readonly HttpMessageInvoker s_nowhere = new(new SocketsHttpHandler());

    public static Runtime Of(string config)
    {
        var load = ConfigFile.Parse(Encoding.UTF8.GetBytes(config));
        return load.Problems.Count > 0
            ? throw new InvalidOperationException(string.Join(" ", load.Problems))
            : new RoomsFrom(new UpstreamClient(s_nowhere, s_nowhere), new Pacer(TimeProvider.System, new Random(1)), TestBooks.New(), new BodyBudget(BodyBudget.Usual), new Random(1), TimeProvider.System, _ => null, _ => { }).Build(load.Config);
    }
}

using System.Collections.Frozen;
using RelayPlane.Admission;
using RelayPlane.Config;
using RelayPlane.Dispatch;
using RelayPlane.Gateway;
using RelayPlane.Pacing;
using RelayPlane.Relay;
using RelayPlane.Routing;
using RelayPlane.Tests.Dispatch;
using RelayPlane.Tests.Hosting;
using RelayPlane.Upstream;

namespace RelayPlane.Tests.Gateway;

/// <summary>Rooms without a config, a key or a client of their own.</summary>
internal static class TestRooms
{
    public static Runtime With(Router router, HttpMessageInvoker pool, Pacer pacer, TimeProvider clock)
    {
        var keys = Rings.Of(ClientKeys.Prefer);
        return new Runtime(
            new Gate(FrozenSet<string>.Empty, FrozenSet<string>.Empty),
            new Doorman(FrozenDictionary<string, string>.Empty),
            router,
            new Dispatcher(pacer, new Attempting(new UpstreamClient(pool, pool), clock), keys, new Origins(), clock, new Random(1)),
            new ReplyRelay(clock),
            new ModelList(keys, [], clock),
            new TokenCount(keys),
            TestBooks.Admittance,
            TestBooks.Prices,
            TestBooks.Agents,
            TestBooks.Estimates(clock));
    }
}

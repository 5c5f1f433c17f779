using System.Net;
using RelayPlane.Config;

namespace RelayPlane.Hosting;

/// <summary>What a gateway is started with, beside its config.</summary>
/// <param name="Home">Where its files are.</param>
/// <param name="Endpoints">Where it listens.</param>
/// <param name="Environment">Reads environment variables, for keys by reference.</param>
/// <param name="Notice">Told, in one line, what the operator should know.</param>
/// <param name="Verbose">Whether each call is told of too.</param>
internal sealed record StartOptions(Home Home, IReadOnlyList<IPEndPoint> Endpoints, Func<string, string?> Environment, Action<string> Notice, bool Verbose = false);

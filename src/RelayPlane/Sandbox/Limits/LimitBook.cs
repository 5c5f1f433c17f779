using System.Collections.Concurrent;
using RelayPlane.Catalog;

namespace RelayPlane.Sandbox.Limits;

/// <summary>The provider models of a running sandbox, one per key and model, each under its own lock.</summary>
internal sealed class LimitBook(RateLimits? limits, IReadOnlyDictionary<string, RateLimits> byModel, int seed, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string Key, string Model, Api Api), ProviderModel> _models = new();
    private readonly long _start = clock.GetTimestamp();

    /// <summary>Asks for admission. Null where nothing limits this model.</summary>
    public Ticket? Ask(Api api, string key, string model, ModelCall call)
    {
        var own = byModel.GetValueOrDefault(model) ?? limits;
        if (own is null)
        {
            return null;
        }

        var semantics = api == Api.OpenAI ? Semantics.OpenAI : Semantics.Anthropic;
        var provider = _models.GetOrAdd((key, model, api), _ => new ProviderModel(own, semantics, new SeededNoise(new Random(seed + 31 * _models.Count))));
        lock (provider)
        {
            return new Ticket(provider, provider.Admit(call, Now), this, call.Output);
        }
    }

    private double Now => clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>One call's standing with its provider model, from admission to its last token.</summary>
    internal sealed class Ticket(ProviderModel provider, Decision decision, LimitBook book, long output) : IDisposable
    {
        private State _state;

        /// <summary>How far a ticket has come.</summary>
        private enum State
        {
            Waiting,
            Streaming,
            Done,
        }

        public Decision Decision => decision;

        /// <summary>The reply starts; 0 tokens per second sends it at once.</summary>
        public void Begin(double tokensPerSecond)
        {
            lock (provider)
            {
                if (tokensPerSecond > 0)
                {
                    provider.Begin(decision, book.Now, tokensPerSecond);
                    _state = State.Streaming;
                }
                else
                {
                    provider.Spend(decision, output, book.Now);
                    _state = State.Done;
                }
            }
        }

        /// <summary>The reply starts, at a speed that the provider model draws and that is returned.</summary>
        public double BeginLive()
        {
            lock (provider)
            {
                provider.Begin(decision, book.Now);
                _state = State.Streaming;
                return decision.Speed;
            }
        }

        /// <summary>The reply has ended, in whatever way.</summary>
        public void Dispose()
        {
            lock (provider)
            {
                if (_state == State.Streaming)
                {
                    provider.End(decision, book.Now);
                }
                else if (_state == State.Waiting && decision.Refused is null)
                {
                    provider.Spend(decision, 0, book.Now);
                }

                _state = State.Done;
            }
        }
    }
}

using System.Diagnostics.CodeAnalysis;

namespace RelayPlane.Admission.Alarms;

/// <summary>So many things and no more: the one that was asked for longest ago makes room for a new one. Whoever uses it holds the lock.</summary>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _byKey = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (_byKey.TryGetValue(key, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddLast(node);
            value = node.Value.Value;
            return true;
        }

        value = default;
        return false;
    }

    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        if (!TryGet(key, out var value))
        {
            value = make();
            Set(key, value);
        }

        return value;
    }

    public void Set(TKey key, TValue value)
    {
        if (_byKey.Remove(key, out var old))
        {
            _byUse.Remove(old);
        }
        else if (_byKey.Count >= most)
        {
            _byKey.Remove(_byUse.First!.Value.Key);
            _byUse.RemoveFirst();
        }

        _byKey[key] = _byUse.AddLast((key, value));
    }
}

using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Embedded.Kubernetes.Controlling;

namespace Pipeline.Embedded.Kubernetes.Forwarding;

/// <summary>
/// Tells other processes where Services are reachable: a file beside the kubeconfig, <c>{ "shop/web": { "http": "127.20.130.5:80" } }</c>, by the
/// port's name or number. It is no annotation of the Service: an object that nobody changed keeps its resource version.
/// </summary>
/// <param name="path">The file; null for none.</param>
internal sealed class AddressBook(string? path)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _services = new();
    private readonly Lock _writing = new();

    public void Tell(ObjectKey service, IReadOnlyDictionary<string, string> ports)
    {
        if (_services.TryGetValue(service.ToString(), out var told) && told.SequenceEqual(ports))
            return;
        _services[service.ToString()] = ports;
        Write();
    }

    public void Forget(ObjectKey service)
    {
        if (_services.TryRemove(service.ToString(), out _))
            Write();
    }

    // Whole or not at all: it is read at any time.
    private void Write()
    {
        if (path is null)
            return;
        lock (_writing)
        {
            File.WriteAllText(path + ".new", JsonSerializer.Serialize(_services.OrderBy(x => x.Key, StringComparer.Ordinal).ToDictionary()));
            File.Move(path + ".new", path, overwrite: true);
        }
    }
}

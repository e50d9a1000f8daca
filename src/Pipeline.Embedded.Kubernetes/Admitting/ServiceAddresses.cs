using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;
using Pipeline.Embedded.Kubernetes.Validating;

namespace Pipeline.Embedded.Kubernetes.Admitting;

/// <summary>Gives services their cluster IP (10.96.0.0/16) and node ports (30000-32767). Runs when nobody else writes.</summary>
internal sealed class ServiceAddresses(ObjectStore store) : IAdmission
{
    private const int FirstPort = 30000;
    private const int LastPort = 32767;

    public void Admit(AdmissionRequest request)
    {
        if (request.Type != BuiltInTypes.Services || request.Value["spec"] is not JsonObject spec)
            return;
        var type = ObjectMetadata.Text(spec, "type") ?? "ClusterIP";
        var others = store.Read(BuiltInTypes.Services.StorageKey).Objects.In(null).Where(x => x.NamespaceName != request.NamespaceName || x.Name != request.Name).ToList();
        var before = request.Old?["spec"] as JsonObject;
        if (type == "ExternalName")
        {
            foreach (var name in (string[])["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy"])
                spec.Remove(name);
            return;
        }

        GiveAddress(request, spec, before, others);
        if (type is "NodePort" or "LoadBalancer")
            GivePorts(request, spec, others);
        else
            TakePorts(spec);
    }

    private static void GiveAddress(AdmissionRequest request, JsonObject spec, JsonObject? before, List<StoredObject> others)
    {
        var address = ObjectMetadata.Text(spec, "clusterIP") ?? "";
        if (address == "None")
        {
            spec["clusterIPs"] = new JsonArray("None");
            return;
        }

        var used = others.Select(x => ObjectMetadata.Text(x.Value["spec"] as JsonObject ?? [], "clusterIP") ?? "").ToHashSet(StringComparer.Ordinal);
        used.Add("10.96.0.1");
        if (address.Length == 0)
            address = Free(used, request);
        else if (before is null && used.Contains(address) && (request.NamespaceName, request.Name) != ("default", "kubernetes"))
            throw Invalid(request, $"Invalid value: [\"{address}\"]: failed to allocate IP {address}: provided IP is already allocated", "spec.clusterIPs");
        else if (before is null && (!IPAddress.TryParse(address, out _) || !address.StartsWith("10.96.", StringComparison.Ordinal)))
            throw Invalid(request, $"Invalid value: [\"{address}\"]: failed to allocate IP {address}: the provided IP ({address}) is not in the valid range. The range of valid IPs is 10.96.0.0/16", "spec.clusterIPs");
        spec["clusterIP"] = address;
        spec["clusterIPs"] = new JsonArray(address);
    }

    // From the name, so that a cluster made anew gives the same addresses.
    private static string Free(HashSet<string> used, AdmissionRequest request)
    {
        const int Size = 65536 - 512;
        var start = 0u;
        foreach (var letter in $"{request.NamespaceName}/{request.Name}")
            start = (start * 31) + letter;
        for (var i = 0u; i < Size; i++)
        {
            var number = 256 + ((start + i) % Size);
            var address = $"10.96.{number / 256}.{number % 256}";
            if (number % 256 is not (0 or 255) && !used.Contains(address))
                return address;
        }

        throw Refusals.Internal("failed to allocate a serviceIP: range is full");
    }

    private static void GivePorts(AdmissionRequest request, JsonObject spec, List<StoredObject> others)
    {
        var used = others.SelectMany(x => PortsOf(x.Value["spec"] as JsonObject ?? [])).Select(x => ObjectMetadata.Number(x, "nodePort")).ToHashSet();
        var ports = PortsOf(spec).ToList();
        foreach (var port in ports)
        {
            var number = ObjectMetadata.Number(port, "nodePort");
            if (number != 0)
            {
                if (!used.Add(number))
                    throw Invalid(request, $"Invalid value: {number}: provided port is already allocated", $"spec.ports[{ports.IndexOf(port)}].nodePort");
                if (number is < FirstPort or > LastPort)
                    throw Invalid(request, $"Invalid value: {number}: provided port is not in the valid range. The range of valid ports is {FirstPort}-{LastPort}", $"spec.ports[{ports.IndexOf(port)}].nodePort");
                continue;
            }

            number = Enumerable.Range(FirstPort, LastPort - FirstPort + 1).First(x => !used.Contains(x));
            used.Add(number);
            port["nodePort"] = number;
        }
    }

    // A service that needs none any more keeps those that were given to it no longer.
    private static void TakePorts(JsonObject spec)
    {
        foreach (var port in PortsOf(spec))
            port.Remove("nodePort");
    }

    private static IEnumerable<JsonObject> PortsOf(JsonObject spec) => (spec["ports"] as JsonArray ?? []).OfType<JsonObject>();

    private static ApiRefusal Invalid(AdmissionRequest request, string message, string field) =>
        Refusals.Invalid(request.Type, request.Name, new FieldCause("FieldValueInvalid", message, field));
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Containers.Scanning;

namespace Pipeline.Containers.Bills;

/// <summary>Writes the CycloneDX document: components and edges, each in a fixed order.</summary>
internal sealed class BillDocument(BillRequest request, LayoutImage image, ImageContents contents, PackageGraph? packages, InstalledSystem? system)
{
    private const string Schema = "http://cyclonedx.org/schema/bom-1.6.schema.json";

    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string imageUrl = new ScanSubject(request.Name, request.Digest, image.ConfigDigest).PackageUrl;
    private readonly List<JsonObject> components = [];
    private readonly SortedDictionary<string, IReadOnlyList<string>> edges = new(StringComparer.Ordinal);

    public BillOfMaterials Write()
    {
        var below = new List<string>();
        if (system is not null)
            below.Add(AddSystem(system));
        below.AddRange(AddFrameworks());
        if (packages is not null)
            below.Add(AddApplication(packages));
        below.AddRange(AddFiles());
        edges[imageUrl] = below;

        var document = new JsonObject
        {
            ["$schema"] = Schema,
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = Metadata(),
            ["components"] = new JsonArray([.. components]),
            ["dependencies"] = new JsonArray([.. edges.Select(x => Edge(x.Key, x.Value))]),
        };
        var serialNumber = SerialNumberOf(JsonSerializer.SerializeToUtf8Bytes(document, s_options));
        document.Insert(3, "serialNumber", serialNumber);
        var nuget = packages?.Nodes.Values.Where(x => !x.IsProject).ToList() ?? [];
        return new BillOfMaterials(JsonSerializer.SerializeToUtf8Bytes(document, s_options), serialNumber, nuget.Count(x => x.IsRuntime), nuget.Count(x => !x.IsRuntime), system?.Packages.Count ?? 0, contents.ApplicationFiles.Count());
    }

    private JsonObject Metadata() => new()
    {
        ["timestamp"] = request.CommitTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["lifecycles"] = new JsonArray(new JsonObject { ["phase"] = "build" }),
        ["tools"] = new JsonObject { ["components"] = new JsonArray(new JsonObject { ["type"] = "application", ["name"] = "Pipeline", ["version"] = request.ToolVersion }) },
        ["component"] = new JsonObject
        {
            ["type"] = "container",
            ["bom-ref"] = imageUrl,
            ["name"] = request.Name,
            ["version"] = request.Digest.ToString(),
            ["hashes"] = Hash("SHA-256", request.Digest.Hex),
            ["purl"] = imageUrl,
            ["properties"] = new JsonArray([Property("dev.pipeline:image:config", image.ConfigDigest.ToString()), .. image.Layers.Select(x => Property("dev.pipeline:image:layer", x.Digest.ToString()))]),
        },
    };

    private string AddSystem(InstalledSystem installed)
    {
        var reference = $"os:{installed.Id}@{installed.Version}";
        components.Add(new JsonObject
        {
            ["type"] = "operating-system",
            ["bom-ref"] = reference,
            ["name"] = installed.Id,
            ["version"] = installed.Version,
            ["description"] = installed.Title,
            ["properties"] = new JsonArray(Property("aquasecurity:trivy:Class", "os-pkgs"), Property("aquasecurity:trivy:Type", installed.Id)),
        });
        foreach (var package in installed.Packages)
        {
            var component = new JsonObject
            {
                ["type"] = "library",
                ["bom-ref"] = installed.UrlOf(package),
                ["name"] = package.Name,
                ["version"] = package.Version,
            };
            if (package.License is not null)
                component["licenses"] = new PackageLicense(null, package.License, null).Json();
            component["purl"] = installed.UrlOf(package);

            // Trivy finds a package's vulnerabilities by its source package, which a package URL doesn't name.
            component["properties"] = new JsonArray(Property("aquasecurity:trivy:PkgType", installed.Id), Property("aquasecurity:trivy:SrcName", package.Source), Property("aquasecurity:trivy:SrcVersion", package.SourceVersion));
            components.Add(component);
            edges[installed.UrlOf(package)] = [];
        }

        edges[reference] = [.. installed.Packages.Select(installed.UrlOf)];
        return reference;
    }

    private IEnumerable<string> AddFrameworks()
    {
        var architecture = image.Config["architecture"]?.ToString() ?? "amd64";
        foreach (var framework in SharedFramework.In(contents).OrderBy(x => x.Name, StringComparer.Ordinal).ThenBy(x => x.Version, StringComparer.Ordinal))
        {
            var url = framework.UrlFor(architecture, isMusl: system?.PackageType == "apk");
            if (packages?.Nodes.Values.Any(x => x.Reference == url) == true)
                continue;
            components.Add(new JsonObject { ["type"] = "framework", ["bom-ref"] = url, ["name"] = framework.Name, ["version"] = framework.Version, ["purl"] = url });
            edges[url] = [];
            yield return url;
        }
    }

    private string AddApplication(PackageGraph graph)
    {
        var reference = $"application:{graph.Name}@{graph.Version}";
        components.Add(new JsonObject { ["type"] = "application", ["bom-ref"] = reference, ["name"] = graph.Name, ["version"] = graph.Version });
        foreach (var node in graph.Nodes.Values.OrderBy(x => x.Reference, StringComparer.Ordinal))
        {
            components.Add(Component(node));
            edges[node.Reference] = References(node.DependsOn, graph);
        }

        edges[reference] = References(graph.Direct, graph);
        return reference;
    }

    private static JsonObject Component(PackageNode node)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = node.Reference,
            ["name"] = node.Name,
            ["version"] = node.Version,
            ["scope"] = node.IsRuntime ? "required" : "excluded",
        };
        if (node.ContentHash is not null)
            component["hashes"] = Hash("SHA-512", node.ContentHash);
        if (node.License is not null)
            component["licenses"] = node.License.Json();
        if (!node.IsProject)
        {
            component["purl"] = node.Reference;
            component["properties"] = new JsonArray(Property("aquasecurity:trivy:PkgType", "nuget"));
        }

        return component;
    }

    private IEnumerable<string> AddFiles()
    {
        foreach (var (path, file) in contents.ApplicationFiles)
        {
            var reference = $"file:/{path}";
            components.Add(new JsonObject { ["type"] = "file", ["bom-ref"] = reference, ["name"] = "/" + path, ["hashes"] = Hash("SHA-256", file.Sha256!) });
            edges[reference] = [];
            yield return reference;
        }
    }

    private static List<string> References(IReadOnlyList<string> keys, PackageGraph graph) =>
        [.. keys.Where(graph.Nodes.ContainsKey).Select(x => graph.Nodes[x].Reference).Distinct().Order(StringComparer.Ordinal)];

    private static JsonObject Edge(string reference, IReadOnlyList<string> below)
    {
        var edge = new JsonObject { ["ref"] = reference };
        if (below.Count > 0)
            edge["dependsOn"] = new JsonArray([.. below.Distinct().Order(StringComparer.Ordinal).Select(x => (JsonNode)x)]);
        return edge;
    }

    private static JsonArray Hash(string algorithm, string hexadecimal) => new(new JsonObject { ["alg"] = algorithm, ["content"] = hexadecimal });

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };

    // RFC 9562, version 8: the first bits of the content's SHA-256, so that the same content has the same number.
    private static string SerialNumberOf(byte[] content)
    {
        var hash = Convert.FromHexString(Digest.Of(content).Hex).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash, bigEndian: true)}";
    }
}

using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Containers.Tests.Scanning;

/// <summary>An OCI layout with the layers that a test asks for, in a temporary folder that goes with the test.</summary>
internal sealed class TestImage : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("pipeline-test-image-").FullName;

    /// <param name="layers">For each layer its files; a value that starts with "->" makes a symbolic link, with "=>" a hard link.</param>
    public TestImage(params (string Path, string Content)[][] layers)
        : this("gzip", layers)
    {
    }

    public TestImage(string compression, params (string Path, string Content)[][] layers)
    {
        Directory.CreateDirectory(Path.Combine(Layout, "blobs", "sha256"));
        var (descriptors, diffIds) = (new JsonArray(), new JsonArray());
        foreach (var layer in layers)
        {
            var tar = Tar(layer);
            diffIds.Add((JsonNode)Digest.Of(tar).ToString());
            descriptors.Add((JsonNode)Blob(compression == "gzip" ? Gzipped(tar) : tar, compression == "none" ? "application/vnd.oci.image.layer.v1.tar" : $"application/vnd.oci.image.layer.v1.tar+{compression}"));
        }

        var config = Blob(Encoding.UTF8.GetBytes(new JsonObject { ["architecture"] = "amd64", ["os"] = "linux", ["config"] = new JsonObject(), ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = diffIds } }.ToJsonString()), "application/vnd.oci.image.config.v1+json");
        ConfigDigest = Digest.Parse((string)config["digest"]!);
        var manifest = Blob(Encoding.UTF8.GetBytes(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.manifest.v1+json", ["config"] = config, ["layers"] = descriptors }.ToJsonString()), "application/vnd.oci.image.manifest.v1+json");
        Digest = Digest.Parse((string)manifest["digest"]!);
        File.WriteAllText(Path.Combine(Layout, "index.json"), new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(manifest) }.ToJsonString());
        File.WriteAllText(Path.Combine(Layout, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
    }

    public string Root => root;

    public string Layout => Path.Combine(root, "image");

    public Digest Digest { get; }

    public Digest ConfigDigest { get; }

    public string BlobPath(Digest digest) => Path.Combine(Layout, "blobs", "sha256", digest.Hex);

    /// <summary>Debian with one package, an application with one, and a key that someone left in it.</summary>
    public static TestImage WithFindings() => new(
        [
            ("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n"),
            ("etc/debian_version", "12.5\n"),
            ("var/lib/dpkg/status", "Package: zlib1g\nStatus: install ok installed\nArchitecture: amd64\nSource: zlib (1:1.2.13)\nVersion: 1:1.2.13\nMaintainer: x <x@example.com>\nDescription: x\n\n"),
        ],
        [("app/App.deps.json", DepsJson("Newtonsoft.Json", "12.0.1")), .. Secret]);

    /// <summary>In two halves, so that this file holds no key.</summary>
    public static readonly (string, string)[] Secret = [("app/key.sh", "export AWS_ACCESS_KEY_ID=AKIAQ3EGR" + "VHXQZ7K2M4N\n")];

    public static string DepsJson(string package, string version) => $$"""
        {
          "runtimeTarget": { "name": ".NETCoreApp,Version=v10.0", "signature": "" },
          "targets": { ".NETCoreApp,Version=v10.0": {
            "App/1.2.3": { "dependencies": { "{{package}}": "{{version}}" }, "runtime": { "App.dll": {} } },
            "{{package}}/{{version}}": { "runtime": { "lib/net6.0/{{package}}.dll": { "assemblyVersion": "1.0.0.0", "fileVersion": "1.0.0.0" } } }
          } },
          "libraries": {
            "App/1.2.3": { "type": "project", "serviceable": false, "sha512": "" },
            "{{package}}/{{version}}": { "type": "package", "serviceable": true, "sha512": "sha512-{{Convert.ToBase64String(new byte[64])}}", "path": "x/{{version}}", "hashPath": "x.nupkg.sha512" }
          }
        }
        """;

    public void Dispose() => Directory.Delete(root, recursive: true);

    private JsonObject Blob(byte[] content, string mediaType)
    {
        var digest = Digest.Of(content);
        File.WriteAllBytes(BlobPath(digest), content);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest.ToString(), ["size"] = content.Length };
    }

    private static byte[] Tar((string Path, string Content)[] files)
    {
        using var content = new MemoryStream();
        using (var tar = new TarWriter(content, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                var (kind, link) = text.StartsWith("->", StringComparison.Ordinal) ? (TarEntryType.SymbolicLink, text[2..]) : text.StartsWith("=>", StringComparison.Ordinal) ? (TarEntryType.HardLink, text[2..]) : (TarEntryType.RegularFile, null);
                var entry = new PaxTarEntry(kind, path) { ModificationTime = DateTimeOffset.UnixEpoch };
                if (link is not null)
                    entry.LinkName = link;
                else if (text.Length > 0)
                    entry.DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text));
                tar.WriteEntry(entry);
            }
        }

        return content.ToArray();
    }

    private static byte[] Gzipped(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(content);
        return packed.ToArray();
    }
}

using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Containers.Bills;
using Pipeline.Containers.Tests.Scanning;
using Pipeline.Errors;
using Pipeline.Tests;

namespace Pipeline.Containers.Tests.Bills;

public sealed class BillTests : IDisposable
{
    private const string OsRelease = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n";

    private readonly TestImage image = TestImage.WithFindings();

    public void Dispose() => image.Dispose();

    [Fact]
    public async Task A_bill_names_image_system_application_packages_and_files()
    {
        var bill = await BillOfMaterials.CreateAsync(Request(image));

        var document = JsonNode.Parse(bill.Json)!;
        Assert.Equal(("CycloneDX", "1.6", "2026-03-04T05:06:07Z"), ((string?)document["bomFormat"], (string?)document["specVersion"], (string?)document["metadata"]!["timestamp"]));
        Assert.Equal($"pkg:oci/app@sha256%3A{image.Digest.Hex}?repository_url=ghcr.io/acme/app", (string?)document["metadata"]!["component"]!["purl"]);
        Assert.Equal(image.Digest.ToString(), (string?)document["metadata"]!["component"]!["version"]);
        Assert.Equal(
            [
                "operating-system debian 12", "library zlib1g 1:1.2.13", "application App 1.2.3", "library Newtonsoft.Json 12.0.1",
                "file /app/App.deps.json ", "file /app/key.sh ",
            ],
            Components(document));
        Assert.Equal((1, 0, 1, 2), (bill.PackageCount, bill.BuildPackageCount, bill.SystemPackageCount, bill.FileCount));
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(TestImage.Secret[0].Item2)).Hex, (string?)Component(document, "/app/key.sh")["hashes"]![0]!["content"]);
    }

    [Fact]
    public async Task The_graph_leads_from_the_image_to_everything()
    {
        var document = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(image))).Json)!;

        var edges = document["dependencies"]!.AsArray().ToDictionary(x => (string)x!["ref"]!, x => x!["dependsOn"]?.AsArray().Select(d => (string)d!).ToList() ?? []);
        var references = document["components"]!.AsArray().Select(x => (string)x!["bom-ref"]!).Append((string)document["metadata"]!["component"]!["bom-ref"]!).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(references, edges.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["pkg:nuget/Newtonsoft.Json@12.0.1"], edges["application:App@1.2.3"]);
        var (seen, open) = (new HashSet<string>(), new Stack<string>([(string)document["metadata"]!["component"]!["bom-ref"]!]));
        while (open.TryPop(out var reference))
        {
            if (seen.Add(reference))
                edges[reference].ForEach(open.Push);
        }

        Assert.Equal(references, seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_commit_has_one_bill_and_another_image_another_number()
    {
        using var other = new TestImage([("app/x", "1")]);

        var first = await BillOfMaterials.CreateAsync(Request(image));
        var second = await BillOfMaterials.CreateAsync(Request(image));
        var third = await BillOfMaterials.CreateAsync(Request(other));

        Assert.Equal(first.Json, second.Json);
        Assert.NotEqual(first.SerialNumber, third.SerialNumber);
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first.SerialNumber);
        Assert.Equal(first.SerialNumber, (string?)JsonNode.Parse(first.Json)!["serialNumber"]);
    }

    [Fact]
    public async Task A_layer_hides_and_replaces_what_lies_below()
    {
        using var layered = new TestImage(
            [("app/a", "1"), ("app/b", "1"), ("app/dir/c", "1"), ("app/old/d", "1"), ("app/old/e", "1"), ("app/folder/f", "1"), ("app/link", "1"), ("etc/os-release", OsRelease), ("var/lib/dpkg/status", "Package: gone\nVersion: 1\nStatus: install ok installed\n\n")],
            [("app/.wh.a", ""), ("./app/b", "2"), ("app/.wh.dir", ""), ("app/old/.wh..wh..opq", ""), ("app/old/g", "2"), ("app/folder", "2"), ("app/link", "->b"), ("app/hard", "=>app/b"), ("var/lib/dpkg/.wh.status", "")]);

        var document = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(layered))).Json)!;

        Assert.Equal(["operating-system debian 12", "file /app/b ", "file /app/folder ", "file /app/hard ", "file /app/old/g "], Components(document));
        Assert.Equal(Digest.Of("2"u8).Hex, (string?)Component(document, "/app/b")["hashes"]![0]!["content"]);
        Assert.Equal(Digest.Of("2"u8).Hex, (string?)Component(document, "/app/hard")["hashes"]![0]!["content"]);
    }

    [Fact]
    public async Task Packages_of_dpkg_status_d_and_apk_are_read()
    {
        using var distroless = new TestImage(
            [("usr/lib/os-release", OsRelease), ("etc/os-release", "->../usr/lib/os-release"), ("var/lib/dpkg/status.d/tzdata", "Package: tzdata\nVersion: 2024a\nArchitecture: all\n"), ("var/lib/dpkg/status.d/tzdata.md5sums", "Package: no\nVersion: 1\n"),
             ("var/lib/dpkg/status", "Package: removed\nStatus: deinstall ok config-files\nVersion: 1\n\nPackage: a+b\nStatus: install ok installed\nVersion: 1~rc1\nArchitecture: arm64\nDescription: long\n Package: inner\n")]);
        using var alpine = new TestImage(
            [("etc/os-release", "ID=alpine\nVERSION_ID=3.20.3\n"), ("lib/apk/db/installed", "C:Q1x\nP:musl\nV:1.2.5-r0\nA:x86_64\nL:MIT\no:musl\n\nP:ssl_client\nV:1.36-r0\nA:x86_64\nL:GPL-2.0-only\no:busybox\nD:so:libc.musl-x86_64.so.1\n\n")],
            [("usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/Microsoft.NETCore.App.deps.json", "{}"), ("usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/System.dll", "x")]);

        var debian = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(distroless))).Json)!;
        var apk = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(alpine))).Json)!;

        Assert.Equal(["operating-system debian 12", "library a+b 1~rc1", "library tzdata 2024a"], Components(debian));
        Assert.Equal("pkg:deb/debian/a%2Bb@1~rc1?arch=arm64&distro=debian-12", (string?)Component(debian, "a+b")["purl"]);
        Assert.Equal(["operating-system alpine 3.20.3", "library musl 1.2.5-r0", "library ssl_client 1.36-r0", "framework Microsoft.NETCore.App 10.0.1"], Components(apk));
        Assert.Equal("pkg:apk/alpine/ssl_client@1.36-r0?arch=x86_64&distro=3.20.3", (string?)Component(apk, "ssl_client")["purl"]);
        Assert.Contains("""{"name":"aquasecurity:trivy:SrcName","value":"busybox"}""", Component(apk, "ssl_client")["properties"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("pkg:nuget/Microsoft.NETCore.App.Runtime.linux-musl-x64@10.0.1", (string?)Component(apk, "Microsoft.NETCore.App")["purl"]);
    }

    [Fact]
    public async Task The_restored_graph_adds_licences_hashes_and_what_only_the_build_used()
    {
        // What these tests were restored with: YamlDotNet runs, the test tools don't.
        var assets = Path.Combine(RepositoryRoot.Path, "tests", "Pipeline.Containers.Tests", "obj", "project.assets.json");

        var bill = await BillOfMaterials.CreateAsync(Request(image) with { AssetsFile = assets });

        var document = JsonNode.Parse(bill.Json)!;
        var yaml = Component(document, "YamlDotNet");
        Assert.Equal("""[{"expression":"MIT"}]""", yaml["licenses"]!.ToJsonString());
        Assert.Matches("^[0-9a-f]{128}$", (string?)yaml["hashes"]![0]!["content"]);
        Assert.Equal(("SHA-512", "excluded"), ((string?)yaml["hashes"]![0]!["alg"], (string?)yaml["scope"]));
        Assert.Equal("required", (string?)Component(document, "Newtonsoft.Json")["scope"]);
        Assert.Null(Component(document, "Pipeline.Errors")["purl"]);
        Assert.True(bill.BuildPackageCount > 5);
    }

    [Fact]
    public async Task Without_an_application_in_the_image_the_restored_graph_says_itself_what_runs()
    {
        using var empty = new TestImage([("app/x", "1")]);
        var assets = Path.Combine(RepositoryRoot.Path, "tests", "Pipeline.Containers.Tests", "obj", "project.assets.json");

        var document = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(empty) with { AssetsFile = assets, TargetFramework = "net10.0" })).Json)!;

        Assert.Equal(("required", "excluded"), ((string?)Component(document, "YamlDotNet")["scope"], (string?)Component(document, "coverlet.collector")["scope"]));
        Assert.Contains("Pipeline.Containers.Tests", Components(document).Single(x => x.StartsWith("application", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [RequiresTool("node", install: "bash tests/components/install.sh")]
    public async Task CycloneDXs_own_validator_finds_nothing()
    {
        var validator = Path.Combine(RepositoryRoot.Path, "tests", "components", "cyclonedx");
        Assert.True(Directory.Exists(Path.Combine(validator, "node_modules")), "Install it with: npm ci --prefix tests/components/cyclonedx");
        var assets = Path.Combine(RepositoryRoot.Path, "tests", "Pipeline.Containers.Tests", "obj", "project.assets.json");
        using var other = new TestImage([("usr/share/dotnet/shared/A/1/A.deps.json", "{}"), ("lib/apk/db/installed", "P:a\nV:1\nL:GPL 2 or so\n\n")]);

        foreach (var request in (BillRequest[])[Request(image), Request(image) with { AssetsFile = assets }, Request(other)])
        {
            var file = Path.Combine(image.Root, "bill.json");
            await File.WriteAllBytesAsync(file, (await BillOfMaterials.CreateAsync(request)).Json);
            var (exitCode, _, error) = await RunAsync("node", Path.Combine(validator, "validate.js"), file);
            Assert.True(exitCode == 0, error);
        }
    }

    [RequiresTrivy]
    public async Task Trivy_reads_it_and_finds_the_same_in_it_as_in_the_image()
    {
        var cache = new Scanning.Databases.SmallDatabase().WriteTo(Path.Combine(image.Root, "cache"));
        var (bill, report) = (Path.Combine(image.Root, "bill.json"), Path.Combine(image.Root, "report.json"));

        // This Trivy is of 2023: it knows CycloneDX up to 1.5, and tools only as the list that they were before.
        var document = JsonNode.Parse((await BillOfMaterials.CreateAsync(Request(image))).Json)!;
        document["specVersion"] = "1.5";
        document["metadata"]!.AsObject().Remove("tools");
        await File.WriteAllTextAsync(bill, document.ToJsonString());

        var (exitCode, _, error) = await RunAsync(RealTrivy.Path, "sbom", "--cache-dir", cache, "--skip-db-update", "--offline-scan", "--format", "json", "--output", report, bill);

        Assert.True(exitCode == 0, error);
        var read = await Containers.Scanning.Reports.ScanReportReader.ReadFileAsync(report);
        Assert.Equal("cyclonedx", read.ArtifactType);
        Assert.Equal(["CVE-2024-21907 Newtonsoft.Json 12.0.1", "CVE-2099-0001 zlib1g 1:1.2.13"], read.Findings.Select(x => $"{x.Id} {x.Place}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zstd", "is packed as 'application/vnd.oci.image.layer.v1.tar+zstd'")]
    [InlineData("lie+gzip", "can't be read")]
    public async Task A_layer_that_cannot_be_read_is_named(string compression, string what)
    {
        using var packed = new TestImage(compression, [("app/x", "1")]);

        var error = await Assert.ThrowsAsync<PipelineException>(() => BillOfMaterials.CreateAsync(Request(packed)));

        Assert.Equal("PIPE3401", error.Code.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plain_tar_layer_is_read_and_a_tampered_one_refused()
    {
        using var plain = new TestImage("none", [("app/x", "1")]);
        Assert.Equal(1, (await BillOfMaterials.CreateAsync(Request(plain))).FileCount);

        var layer = Directory.GetFiles(Path.Combine(plain.Layout, "blobs", "sha256")).MaxBy(x => new FileInfo(x).Length)!;
        await File.AppendAllTextAsync(layer, "x");

        Assert.Equal("PIPE3305", (await Assert.ThrowsAsync<PipelineException>(() => BillOfMaterials.CreateAsync(Request(plain)))).Code.Id);
    }

    [Theory]
    [InlineData("{", "can't be read")]
    [InlineData("{}", "can't be read")]
    [InlineData("""{"targets":{"net8.0":{},"net10.0":{}},"libraries":{},"project":{"restore":{}}}""", "has 2 targets for (any framework); there are net8.0, net10.0")]
    [InlineData("""{"targets":{},"libraries":{},"project":{"restore":{}}}""", "has 0 targets")]
    public async Task An_assets_file_that_says_nothing_is_refused(string json, string what)
    {
        var assets = Path.Combine(image.Root, "project.assets.json");
        await File.WriteAllTextAsync(assets, json);

        var error = await Assert.ThrowsAsync<PipelineException>(() => BillOfMaterials.CreateAsync(Request(image) with { AssetsFile = assets }));

        Assert.Equal("PIPE3402", error.Code.Id);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dependency_file_that_is_damaged_is_refused_and_another_json_passed_over()
    {
        using var damaged = new TestImage([("app/App.deps.json", "{")]);
        using var other = new TestImage([("app/App.deps.json", "{}")]);

        Assert.Equal("PIPE3402", (await Assert.ThrowsAsync<PipelineException>(() => BillOfMaterials.CreateAsync(Request(damaged)))).Code.Id);
        Assert.Equal(0, (await BillOfMaterials.CreateAsync(Request(other))).PackageCount);
    }

    private static BillRequest Request(TestImage image) => new() { Name = "ghcr.io/acme/app", LayoutDirectory = image.Layout, Digest = image.Digest, CommitTime = PublishedApplication.CommitTime, ToolVersion = "0.1.0" };

    private static IEnumerable<string> Components(JsonNode document) => document["components"]!.AsArray().Select(x => $"{x!["type"]} {x["name"]} {x["version"]}");

    private static JsonNode Component(JsonNode document, string name) => document["components"]!.AsArray().Single(x => (string?)x!["name"] == name)!;

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}

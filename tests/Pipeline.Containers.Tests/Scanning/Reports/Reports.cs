using System.Text;
using Pipeline.Containers.Scanning.Reports;

namespace Pipeline.Containers.Tests.Scanning.Reports;

/// <summary>Reports as tests need them, in the form that Trivy 0.75 writes.</summary>
internal static class Reports
{
    public const string ImageId = "sha256:961769676411f082461f9ef46626dd7a2d1e2b2a38e6a44364bcbecf51e66dd4";

    public const string Whole = $$"""
        {
          "SchemaVersion": 2,
          "Trivy": { "Version": "0.75.0" },
          "CreatedAt": "2026-11-20T12:00:00.000000005+01:00",
          "ArtifactName": "ghcr.io/acme/app",
          "ArtifactType": "container_image",
          "Metadata": {
            "OS": { "Family": "debian", "Name": "12.5", "EOSL": true, "Extended": null },
            "ImageID": "{{ImageId}}",
            "RepoDigests": ["ghcr.io/acme/app@sha256:0000000000000000000000000000000000000000000000000000000000000000"],
            "ImageConfig": { "architecture": "amd64", "history": [{ "created_by": "x" }] }
          },
          "FromTheFuture": { "Results": [1, { "SchemaVersion": 3 }] },
          "Results": [
            {
              "Target": "ghcr.io/acme/app (debian 12.5)", "Class": "os-pkgs", "Type": "debian",
              "Packages": [{ "ID": "bash@5.0", "Vulnerabilities": [{}] }, { "ID": "zlib" }],
              "Vulnerabilities": [
                { "VulnerabilityID": "CVE-2019-18276", "PkgName": "bash", "PkgIdentifier": { "PURL": "pkg:deb/debian/bash@5.0-4?arch=amd64&distro=debian-12.5" }, "InstalledVersion": "5.0-4", "Status": "affected", "Severity": "LOW", "Title": "bash: drops privileges", "Description": "An issue.", "PrimaryURL": "https://avd.aquasec.com/nvd/cve-2019-18276", "CVSS": { "nvd": { "V2Score": 9.9, "V3Score": 7.8 }, "redhat": { "V3Score": 8.1 }, "x": null }, "Layer": { "DiffID": "sha256:0" }, "Unheard": [[[]]] },
                { "VulnerabilityID": "CVE-2099-0001", "PkgName": "zlib1g", "InstalledVersion": "1:1.2.13", "FixedVersion": "9:99", "Severity": "CRITICAL" }
              ]
            },
            { "Target": "app/App.deps.json", "Class": "lang-pkgs", "Type": "dotnet-core", "Vulnerabilities": [{ "VulnerabilityID": "CVE-2024-21907", "PkgName": "Newtonsoft.Json", "PkgPath": "app/x.dll", "InstalledVersion": "12.0.1", "FixedVersion": "13.0.1", "Severity": "HIGH" }] },
            { "Target": "app/Dockerfile", "Class": "config", "Type": "dockerfile", "Misconfigurations": [
              { "Type": "Dockerfile Security Check", "ID": "DS002", "AVDID": "AVD-DS-0002", "Title": "root", "Description": "Runs as root.", "Message": "Last USER is root", "Resolution": "Add USER", "Severity": "HIGH", "Status": "FAIL", "CauseMetadata": { "Provider": "Dockerfile", "StartLine": 2, "EndLine": 3, "Code": { "Lines": null } } },
              { "ID": "DS001", "Title": "latest", "Severity": "MEDIUM", "Status": "PASS" } ] },
            { "Target": "/app/key.sh", "Class": "secret", "Secrets": [{ "RuleID": "aws-access-key-id", "Category": "AWS", "Severity": "CRITICAL", "Title": "AWS Access Key ID", "StartLine": 3, "EndLine": 3, "Match": "export KEY=****; PASSWORD=hunter2", "Code": { "Lines": [{ "Content": "PASSWORD=hunter2" }] } }] },
            { "Target": "OS Packages", "Class": "license", "Licenses": [{ "Severity": "HIGH", "Category": "restricted", "PkgName": "bash", "FilePath": "", "Name": "GPL-3.0", "Confidence": 1, "Link": "https://example.com/gpl" }] },
            { "Target": "nothing", "Class": "lang-pkgs", "Type": "npm", "Vulnerabilities": null, "Packages": null }
          ]
        }
        """;

    public static ScanReport Read(string json) => ScanReportReader.Read(Encoding.UTF8.GetBytes(json), "report.json");

    /// <summary>A report with these findings; each is "CVE-1 package severity [fixedVersion]".</summary>
    public static ScanReport Of(params string[] vulnerabilities) => Read($$"""
        {"SchemaVersion":2,"ArtifactName":"app","Results":[{"Target":"app/App.deps.json","Class":"lang-pkgs","Type":"nuget","Vulnerabilities":[{{string.Join(',', vulnerabilities.Select(x => x.Split(' ') is var p ? $$"""{"VulnerabilityID":"{{p[0]}}","PkgName":"{{p[1]}}","InstalledVersion":"1.0.0","Severity":"{{p[2]}}","FixedVersion":"{{p.ElementAtOrDefault(3)}}"}""" : ""))}}]}]}
        """);
}

using System.Net;
using Serilog;

namespace Nuke.Common.IO;

/// <summary>Uploads by FTP, unencrypted. Kept for builds that have it; prefer HTTPS or SFTP.</summary>
public static class FtpTasks
{
    /// <summary>User name and password; <c>null</c> for an anonymous server.</summary>
    public static NetworkCredential? FtpCredentials { get; set; }

    /// <summary>Uploads all files of a directory.</summary>
    public static void FtpUploadDirectoryRecursively(string directory, string hostRoot)
    {
        Log.Information("Uploading directory {Directory} to {HostRoot} ...", directory, hostRoot);
        var root = AbsolutePath.Create(directory);
        foreach (var file in root.GetFiles(depth: int.MaxValue))
            FtpUploadFile(file, $"{hostRoot.TrimEnd('/')}/{root.GetUnixRelativePathTo(file)}");
    }

    /// <summary>Uploads a file, and makes the directories above it; tries three times.</summary>
    public static void FtpUploadFile(string file, string hostDestination)
    {
        Log.Debug("Uploading to {HostDestination} ...", hostDestination);
        ControlFlow.ExecuteWithRetry(() =>
        {
            FtpMakeDirectory(ParentOf(hostDestination));
            var request = CreateRequest(hostDestination, WebRequestMethods.Ftp.UploadFile);
            using (var target = request.GetRequestStream())
            using (var source = File.OpenRead(file))
                source.CopyTo(target);
            request.GetResponse().Dispose();
        });
    }

    /// <summary>Makes a directory and those above it; one that is there is no error.</summary>
    public static void FtpMakeDirectory(string path)
    {
        var parent = ParentOf(path);
        if (parent != path)
            FtpMakeDirectory(parent);

        try
        {
            CreateRequest(path, WebRequestMethods.Ftp.MakeDirectory).GetResponse().Dispose();
        }
        catch (WebException)
        {
            // Servers answer so for a directory that is there; if it isn't, the upload fails and says why.
        }
    }

    private static FtpWebRequest CreateRequest(string address, string method)
    {
#pragma warning disable SYSLIB0014 // .NET has no other FTP client.
        var request = (FtpWebRequest)WebRequest.Create(new Uri(address));
#pragma warning restore SYSLIB0014
        request.Method = method;
        if (FtpCredentials is { } credentials)
            request.Credentials = credentials;
        return request;
    }

    private static string ParentOf(string address)
    {
        var uri = new Uri(address);
        return uri.AbsoluteUri[..^uri.Segments[^1].Length];
    }
}

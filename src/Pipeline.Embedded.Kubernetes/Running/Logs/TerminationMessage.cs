namespace Pipeline.Embedded.Kubernetes.Running.Logs;

/// <summary>The end of a failed container's output, for <c>terminationMessagePolicy: FallbackToLogsOnError</c>: 80 lines, 2048 bytes at most.</summary>
internal static class TerminationMessage
{
    private const int MostLines = 80;
    private const int MostBytes = 2048;

    public static async Task<string?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        await LogReading.WriteAsync(path, null, new PodLogRequest { NamespaceName = "", PodName = "", Container = "", TailLines = MostLines }, text, cancellationToken);
        var bytes = text.ToArray();
        return bytes.Length == 0 ? null : System.Text.Encoding.UTF8.GetString(bytes.AsSpan(Math.Max(0, bytes.Length - MostBytes)));
    }
}

using System.Diagnostics;

namespace Nuke.Common.Tooling;

/// <summary>A process with its output read line by line, its timeout, and cancellation that reaches all of its children.</summary>
internal sealed class ToolProcess : IProcess
{
    // A child left behind may hold the output open after the process has ended. Then reading stops when nothing came for this long.
    private static readonly TimeSpan _orphanSilence = TimeSpan.FromSeconds(2);

    private readonly ProcessRequest _request;
    private readonly Process _process;
    private readonly List<Output> _output = [];
    private readonly Lock _outputLock = new();
    private readonly Thread _standardOutput;
    private readonly Thread _standardError;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _stopLock = new();
    private Thread? _stopping;
    private bool _outputClosed;

    private ToolProcess(ProcessRequest request)
    {
        _request = request;
        _process = ProcessLauncher.Start(request);
        Id = _process.Id;
        _standardOutput = Read(_process.StandardOutput, OutputType.Std);
        _standardError = Read(_process.StandardError, OutputType.Err);
        _cancellation = request.CancellationToken.Register(Stop);
        if (request.StandardInput is { } input)
            Write(input);
    }

    public string FileName => _request.ToolPath;

    public string Arguments => _request.DisplayArguments;

    public string WorkingDirectory => _request.WorkingDirectory;

    public int ExitCode => _process.ExitCode;

    public bool HasExited => _process.HasExited;

    public int Id { get; }

    public IReadOnlyCollection<Output> Output
    {
        get
        {
            lock (_outputLock)
                return [.. _output];
        }
    }

    public static ToolProcess Start(ProcessRequest request)
    {
        request.CancellationToken.ThrowIfCancellationRequested();
        return new ToolProcess(request);
    }

    public bool WaitForExit()
    {
        var inTime = WaitForProcess();
        if (!inTime)
            Stop();
        WaitForStop();
        _process.WaitForExit();
        WaitForOutput();
        _request.CancellationToken.ThrowIfCancellationRequested();
        return inTime;
    }

    public void Kill() => ProcessTree.Of(Id).Kill();

    public void Dispose()
    {
        _cancellation.Dispose();
        WaitForStop();
        _process.Dispose();
    }

    private bool WaitForProcess()
    {
        if (_request.Timeout is not { } timeout)
        {
            _process.WaitForExit();
            return true;
        }
        var left = timeout - Stopwatch.GetElapsedTime(_started);
        return _process.WaitForExit(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void Stop()
    {
        lock (_stopLock)
        {
            if (_stopping is not null || _process.HasExited)
                return;
            _stopping = new Thread(() => ProcessTree.Of(Id).Stop(_request.StopGrace)) { IsBackground = true, Name = $"stop {Id}" };
            _stopping.Start();
        }
    }

    private void WaitForStop()
    {
        Thread? stopping;
        lock (_stopLock)
            stopping = _stopping;
        stopping?.Join();
    }

    private void WaitForOutput()
    {
        foreach (var reader in (ReadOnlySpan<Thread>)[_standardOutput, _standardError])
        {
            int lines;
            do
            {
                lock (_outputLock)
                    lines = _output.Count;
            }
            while (!reader.Join(_orphanSilence) && Grew(lines));
        }
        lock (_outputLock)
            _outputClosed = true;
    }

    private bool Grew(int lines)
    {
        lock (_outputLock)
            return _output.Count > lines;
    }

    private Thread Read(StreamReader reader, OutputType type)
    {
        var thread = new Thread(() =>
        {
            try
            {
                while (reader.ReadLine() is { } line)
                    Receive(type, _request.Filtered(line));
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The process was disposed of while a child of it still had the output open.
            }
        })
        { IsBackground = true, Name = $"{type} {Id}" };
        thread.Start();
        return thread;
    }

    // Logging within the lock keeps the log's order that of the output.
    private void Receive(OutputType type, string line)
    {
        lock (_outputLock)
        {
            if (_outputClosed)
                return;
            _output.Add(new Output { Type = type, Text = line });
            _request.Logger?.Invoke(type, line);
        }
    }

    private void Write(string input)
    {
        try
        {
            _process.StandardInput.Write(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The process ended without reading; its exit code tells.
        }
    }
}

# The entry point of the build on Windows, as build.sh is elsewhere:
#   ./build.ps1 [TARGET ...] [--OPTION VALUE ...]        ./build.ps1 --help
# Builds the build program only when something that it is made of has changed, then runs it.
# For Windows PowerShell 5.1 and PowerShell 7. Only ASCII: 5.1 takes a file without a byte order mark for ANSI.
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$temp = Join-Path (Join-Path $root '.nuke') 'temp'
$state = Join-Path $temp 'build'
$current = Join-Path $state 'current-powershell'
$apps = Join-Path (Join-Path $root 'build') 'bin'
$project = Join-Path (Join-Path $root 'build') '_build.csproj'

$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'

# The SDK that this script installed, else the one on PATH.
function Find-DotNet {
    foreach ($name in 'dotnet.exe', 'dotnet') {
        $installed = Join-Path (Join-Path $temp 'dotnet') $name
        if (Test-Path -LiteralPath $installed -PathType Leaf) { return $installed }
    }
    $found = Get-Command dotnet -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
    if ($found) { return $found.Source }
}

# Its standard output, line by line; standard error, which PowerShell 5.1 would make exceptions of, is added to it.
function Invoke-DotNet {
    $ErrorActionPreference = 'Continue'
    Push-Location -LiteralPath $root
    try { & $dotnet @args 2>&1 | ForEach-Object { "$_" } } finally { Pop-Location }
}

function Install-Sdk {
    $text = [IO.File]::ReadAllText((Join-Path $root 'global.json'))
    $channel = [regex]::Match($text, '"version": *"(\d+\.\d+)').Groups[1].Value
    Write-Host "No .NET SDK fits global.json; installing $channel into .nuke/temp/dotnet ..."
    $script = Join-Path $temp 'dotnet-install.ps1'
    try {
        [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor [Net.SecurityProtocolType]::Tls12
        Invoke-WebRequest -UseBasicParsing -Uri 'https://dot.net/v1/dotnet-install.ps1' -OutFile $script
    }
    catch {
        throw "The .NET SDK can't be installed: dotnet-install.ps1 could not be downloaded ($($_.Exception.Message)). Install the .NET SDK $channel or newer yourself, and run ./build.ps1 again."
    }
    & $script -Channel $channel -InstallDir (Join-Path $temp 'dotnet') -NoPath | Out-Host
}

# The folder of a project, and of all projects that it references, each once.
function Get-ProjectFolder([string] $file, $seen) {
    $file = [IO.Path]::GetFullPath($file)
    $folder = [IO.Path]::GetDirectoryName($file)
    if (-not $seen.Add($folder)) { return }
    $folder
    foreach ($reference in [regex]::Matches([IO.File]::ReadAllText($file), '<ProjectReference[^>]*Include="([^"]*)"')) {
        Get-ProjectFolder (Join-Path $folder $reference.Groups[1].Value.Replace('\', '/')) $seen
    }
}

# A file that was edited, deleted, renamed or switched by git changes a line; contents need not be read.
function Get-FileLine([IO.FileSystemInfo] $entry) {
    if ($entry -is [IO.FileInfo]) {
        "$($entry.FullName) $($entry.Length) $($entry.LastWriteTimeUtc.Ticks) $($entry.CreationTimeUtc.Ticks)"
    }
    elseif ($entry.Name -ne 'bin' -and $entry.Name -ne 'obj') {
        foreach ($child in $entry.EnumerateFileSystemInfos()) { Get-FileLine $child }
    }
}

# Everything that decides what the program is: its sources, the files that every project reads, the SDKs and the solutions there are.
function Get-Fingerprint {
    $lines = New-Object 'Collections.Generic.List[string]'
    if ($dotnet) {
        $item = Get-Item -LiteralPath $dotnet
        # A link on Linux and macOS, where PowerShell is 7 and knows the method.
        if ($item.LinkType) { $item = $item.ResolveLinkTarget($true) }
        $sdks = Join-Path $item.DirectoryName 'sdk'
        if (Test-Path -LiteralPath $sdks) { $lines.AddRange([IO.Directory]::GetDirectories($sdks)) }
    }
    foreach ($folder in @(Get-ProjectFolder $project (New-Object 'Collections.Generic.HashSet[string]'))) {
        foreach ($line in Get-FileLine ([IO.DirectoryInfo] $folder)) { $lines.Add($line) }
    }
    foreach ($name in 'build.ps1', 'global.json', 'Directory.Build.props', 'Directory.Build.targets', 'Directory.Packages.props', 'NuGet.config', '.editorconfig', '.globalconfig') {
        $path = Join-Path $root $name
        if (Test-Path -LiteralPath $path) { $lines.Add((Get-FileLine ([IO.FileInfo] $path))) }
    }
    foreach ($solution in [IO.Directory]::GetFiles($root, '*.sln*')) { $lines.Add((Get-FileLine ([IO.FileInfo] $solution))) }
    $lines.Sort([StringComparer]::Ordinal)
    [string]::Join("`n", $lines)
}

# The folder of the program that was built from exactly this state, or nothing.
function Find-App {
    if (-not $dotnet -or -not (Test-Path -LiteralPath $current)) { return }
    $app, $built = [IO.File]::ReadAllText($current).Split([char[]] "`n", 2)
    if ((Test-Path -LiteralPath (Join-Path $app '_build.dll')) -and $built -ceq (Get-Fingerprint)) { return $app }
}

function Build-App {
    $fits = $false
    if ($dotnet) {
        $null = Invoke-DotNet --version
        $fits = $LASTEXITCODE -eq 0
    }
    if (-not $fits) {
        Install-Sdk
        $script:dotnet = Find-DotNet
    }

    Write-Host 'Building the build ...'
    # The fingerprint comes first: an edit during the build is noticed by the next run.
    $fingerprint = Get-Fingerprint
    $app = Join-Path $apps "app-$([guid]::NewGuid().ToString('N').Substring(0, 12))"
    $options = 'build', $project, '-t:MakeApp', '-c', 'Release', '-nologo', '-v', 'q', "-p:PipelineAppDirectory=$app/"
    # Rules of style are for Compile to hold: here they would double the time to the first target. In CI everything is compiled once, by them too.
    if (-not $env:CI) { $options += '-p:RunAnalyzers=false' }
    $log = Invoke-DotNet @options '-p:PipelineReadyToRun=true'
    # Without the compiler package (another platform, a feed that lacks it) the program is only slower to start.
    if ($LASTEXITCODE -ne 0 -and "$log".Contains('crossgen2')) { $log = Invoke-DotNet @options }
    if ($LASTEXITCODE -ne 0) {
        $log | Out-Host
        throw 'The build program does not compile. Correct build/ (or what it references) and run ./build.ps1 again.'
    }
    [IO.File]::WriteAllText("$current.$PID", "$app`n$fingerprint")
    Move-Item -LiteralPath "$current.$PID" -Destination $current -Force
    # Those before may still be running.
    Get-ChildItem -LiteralPath $apps -Directory -Filter 'app-*' |
        Where-Object { $_.FullName -ne $app -and $_.LastWriteTimeUtc -lt [DateTime]::UtcNow.AddHours(-1) } |
        Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
    $app
}

try {
    $dotnet = Find-DotNet
    $app = Find-App
    if (-not $app) {
        $null = [IO.Directory]::CreateDirectory($state)
        $lock = $null
        while (-not $lock) {
            try { $lock = [IO.File]::Open((Join-Path $state 'lock-powershell'), 'OpenOrCreate', 'ReadWrite', 'None') }
            catch [IO.IOException] { Start-Sleep -Milliseconds 200 }
        }
        try {
            $app = Find-App
            if (-not $app) { $app = Build-App }
        }
        finally { $lock.Dispose() }
    }
}
catch {
    [Console]::Error.WriteLine($_.Exception.Message)
    exit 1
}

$ErrorActionPreference = 'Continue'
# The program takes this out of its environment: a build that it starts lies elsewhere.
$env:PIPELINE_SCRIPT_ROOT = $root
try { & $dotnet (Join-Path $app '_build.dll') @args }
finally { Remove-Item Env:PIPELINE_SCRIPT_ROOT -ErrorAction SilentlyContinue }
exit $LASTEXITCODE

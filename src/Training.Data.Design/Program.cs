// `dotnet ef` needs a start-up project that is a program; this one is never run.
return 0;

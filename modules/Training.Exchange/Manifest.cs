using Training.Modules;

[assembly: Module(Name = "Exchange", Description = "Import and export of tables as XLSX and CSV; other modules plug their tables in.")]

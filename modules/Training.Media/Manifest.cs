using Training.Modules;

[assembly: Module(Name = "Media", Description = "Small files that people attach: taken in, cleaned of metadata, kept by hash, served.")]

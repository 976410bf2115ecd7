using Training.Modules;

[assembly: Module(Name = "Media", Description = "Files that people attach, and the media library of each hospital: taken in, cleaned of metadata, kept by hash, served.", Dependencies = ["Training.Organizations"])]

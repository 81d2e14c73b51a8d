mod cues;
mod marks;
mod parts;
mod people;
mod published;
mod sources;
mod told;
mod voices;

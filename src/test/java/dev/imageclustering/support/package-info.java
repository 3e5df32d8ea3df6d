/** What tests of several features share: databases, and the running service. */
package dev.imageclustering.support;
